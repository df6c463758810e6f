-- Tells how long a value still lives.
-- KEYS[1]  the entry
-- Result   ms, -1 for ever, -2 no value
-- Invariant: changes nothing; leases and fences are no values.
-- include: entry

return header(KEYS[1]) == 'V' and redis.call('PTTL', KEYS[1]) or -2
