-- Ends a write: stores its value if no other write overlapped, else leaves the key without one.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- KEYS[3]  the lane's record
-- ARGV[1]  token of the write
-- ARGV[2]  the value's bytes, empty to store nothing
-- ARGV[3]  how long it is kept, ms, 0 for ever
-- ARGV[4]  the lane's stamp from before a write that has no fence; empty for a write that has one
-- Result   'S' stored | 'K' a newer version was there and stays | 'I' no value
-- Invariant: of two writers that overlapped in any way, none stores unless versions tell their order. Nor does a
-- writer whose key was invalidated or whose cache was cleared since it entered. Fences of other writers stay, and
-- those writers learn of the overlap. Always raises the stamp, except for a second sending. Without a value it passes
-- on a full server.
-- include: clock
-- include: incarnation
-- include: entry
-- include: lane
-- include: writers

local key = KEYS[1]
local incarnation = current(KEYS[2])
local entry = header(key, incarnation)
local ours = string.sub(ARGV[2], 10, 25)
local offered = string.match(string.sub(ARGV[2], 113, 128), '^%x+$')
local lines, count, latest, own = '', 0, 0, nil
local moment = now()
if entry.kind == 'T' then
  lines, count, latest, own = writers(key, ARGV[1], moment)
end

-- 'S', 'K' or 'I', from what is there and before anything is changed.
local function outcome()
  if ARGV[2] == '' then
    return 'I'
  end
  if entry.kind == 'V' and offered and entry.version then
    return entry.version > offered and 'K' or 'S'
  end
  if entry.kind == 'T' then
    local alone = own and count == 0 and entry.flag ~= 'o'
    return alone and entry.incarnation == incarnation and 'S' or 'I'
  end
  return ARGV[4] ~= '' and stamp(KEYS[3]) == tonumber(ARGV[4]) and 'S' or 'I'
end

if entry.kind == 'V' and entry.token == ours then
  return 'S'
end
local result = outcome()
raise(KEYS[3], 'I', key)
if result == 'S' then
  store(key, KEYS[2], ARGV[2], ARGV[3], entry.kind, incarnation or live(KEYS[2], ARGV[1]))
elseif result == 'I' and count > 0 then
  leave(key, entry, ARGV[1], lines, latest - moment)
elseif result == 'I' then
  redis.call('UNLINK', key)
end
tell('K', entry)
return result
