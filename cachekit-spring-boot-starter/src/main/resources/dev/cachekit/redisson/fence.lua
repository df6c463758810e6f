-- Begins a write: no value, no lease until it is settled or its window has passed.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- KEYS[3]  the lane's record
-- ARGV[1]  token of the write
-- ARGV[2]  the window, ms
-- ARGV[3]  the fence's header
-- Result   1
-- Invariant: the fence lives as long as its latest writer. Once two writers met, its flag stays 'm', and once the key was
-- invalidated, its cache cleared or a window has passed, 'o' until it is gone. The header's token changes when a writer
-- enters. Its version is that of the value it replaced, so that no lower one is stored. A second sending only renews the deadline, and never shortens it.
-- include: clock
-- include: incarnation
-- include: entry
-- include: lane
-- include: writers

local key = KEYS[1]
local incarnation = live(KEYS[2], ARGV[1])
local entry = header(key, incarnation)
local inside = {lines = '', count = 0, latest = 0}
local version = (entry.kind == 'V' or entry.kind == 'T') and entry.version or string.sub(ARGV[3], 113, 128)
local flag = '-'
local moment = now()
if entry.kind == 'T' then
  inside = writers(key, ARGV[1], moment)
  flag = is_spoilt(entry, incarnation, inside) and 'o' or (inside.count > 0 or inside.left) and 'm' or entry.flag
end
local deadline = math.max(inside.own or 0, moment + ARGV[2])
local bytes = string.sub(ARGV[3], 1, 6) .. flag .. string.sub(ARGV[3], 8, 9)
  .. (inside.own and entry.token or ARGV[1]) .. string.sub(ARGV[3], 26, 112) .. version .. string.sub(ARGV[3], 129)
  .. inside.lines .. ARGV[1] .. ' ' .. hex(deadline) .. '\n'
  .. (flag == 'o' and '' or waiting(inside.ttl, inside.bytes))
local ttl = string.format('%.0f', math.max(inside.latest, deadline) - moment)
store(key, KEYS[2], bytes, ttl, entry.kind, incarnation)
raise(KEYS[3], 'I', key)
tell('K', entry)
return 1
