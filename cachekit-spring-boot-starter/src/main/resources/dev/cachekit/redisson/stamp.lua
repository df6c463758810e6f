-- Gives a lane its first stamp.
-- KEYS[1]  the lane's record
-- Result   the stamp
-- Invariant: a stamp that is there stays as it is.
-- include: lane

if not stamp(KEYS[1]) then
  raise(KEYS[1], 'N')
end
return stamp(KEYS[1])
