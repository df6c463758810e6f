-- Tells how long a value is still fresh.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- Result   {ms, -1 for ever, -2 no fresh value; 1 if it has tags, which were not looked at, or 0}
-- Invariant: changes nothing; leases and fences are no values.
-- include: clock
-- include: incarnation
-- include: entry

local entry = header(KEYS[1], current(KEYS[2]))
if entry.kind ~= 'V' or left(entry) <= 0 then
  return {-2, 0}
end
return {entry.fresh_for == 0 and -1 or left(entry), entry.tagged and 1 or 0}
