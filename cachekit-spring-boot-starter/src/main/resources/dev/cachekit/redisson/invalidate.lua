-- Removes whatever stands under keys of one lane.
-- KEYS[1]  the lane's record
-- KEYS[2..n]  the entries, possibly none
-- ARGV[1]  channel of lease ends
-- Result   how many keys were there
-- Invariant: the stamp is raised whether or not a key existed. No lease survives, so no load that began before can
-- fill. Passes on a full server.
-- include: entry
-- include: lane

raise(KEYS[1])
local removed = 0
for i = 2, #KEYS do
  local kind, flag, token = header(KEYS[i])
  removed = removed + redis.call('UNLINK', KEYS[i])
  tell(ARGV[1], 'K', kind, flag, token)
end
return removed
