-- Begins a write: no value, no lease until it is settled or its window has passed.
-- KEYS[1]  the entry
-- KEYS[2]  the lane's record
-- ARGV[1]  token of the write
-- ARGV[2]  the window, ms
-- ARGV[3]  the fence's header
-- ARGV[4]  channel of lease ends
-- Result   1
-- Invariant: the fence lives as long as its latest writer. Once two writers met, its flag stays 'o' until it is gone.
-- The header's token changes when a writer enters. A second sending only
-- renews the deadline, and never shortens it.
-- include: entry
-- include: lane
-- include: writers

local key = KEYS[1]
local kind, flag, token = header(key)
local lines, count, latest, own = '', 0, 0, nil
local moment = now()
if kind == 'T' then
  lines, count, latest, own = writers(key, ARGV[1], moment)
end
local deadline = math.max(own or 0, moment + ARGV[2])
local overlapped = count > 0 or (kind == 'T' and flag == 'o')
local bytes = string.sub(ARGV[3], 1, 6) .. (overlapped and 'o' or '-') .. ' ' .. (own and token or ARGV[1])
  .. string.sub(ARGV[3], 25) .. lines .. ARGV[1] .. ' ' .. string.format('%012x', deadline) .. '\n'
store(key, kind, bytes, string.format('%.0f', math.max(latest, deadline) - moment))
raise(KEYS[2])
tell(ARGV[4], 'K', kind, flag, token)
return 1
