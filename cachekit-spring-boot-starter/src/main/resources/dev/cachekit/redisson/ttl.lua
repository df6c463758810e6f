-- Tells how long a value still lives.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- Result   ms, -1 for ever, -2 no value
-- Invariant: changes nothing; leases and fences are no values.
-- include: incarnation
-- include: entry

return header(KEYS[1], current(KEYS[2])).kind == 'V' and redis.call('PTTL', KEYS[1]) or -2
