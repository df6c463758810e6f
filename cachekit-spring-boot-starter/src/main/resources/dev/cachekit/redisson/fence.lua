-- Begins a write: no value, no lease until it is settled or its window has passed.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- KEYS[3]  the lane's record
-- ARGV[1]  token of the write
-- ARGV[2]  the window, ms
-- ARGV[3]  the fence's header
-- Result   1
-- Invariant: the fence lives as long as its latest writer. Once two writers met, or the key was invalidated or its
-- cache cleared, its flag stays 'o' until it is gone. The header's token changes when a writer enters. A second
-- sending only renews the deadline, and never shortens it.
-- include: clock
-- include: incarnation
-- include: entry
-- include: lane
-- include: writers

local key = KEYS[1]
local incarnation = live(KEYS[2], ARGV[1])
local entry = header(key, incarnation)
local lines, count, latest, own = '', 0, 0, nil
local moment = now()
if entry.kind == 'T' then
  lines, count, latest, own = writers(key, ARGV[1], moment)
end
local deadline = math.max(own or 0, moment + ARGV[2])
local spoilt = entry.kind == 'T' and (entry.flag == 'o' or entry.incarnation ~= incarnation)
local bytes = string.sub(ARGV[3], 1, 6) .. ((spoilt or count > 0) and 'o' or '-') .. string.sub(ARGV[3], 8, 9)
  .. (own and entry.token or ARGV[1]) .. string.sub(ARGV[3], 26)
  .. lines .. ARGV[1] .. ' ' .. hex(deadline) .. '\n'
local ttl = string.format('%.0f', math.max(latest, deadline) - moment)
store(key, KEYS[2], bytes, ttl, entry.kind, incarnation)
raise(KEYS[3], 'I', key)
tell('K', entry)
return 1
