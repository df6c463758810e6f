-- Included by other scripts: reads and writes what stands under the key of an entry. The last four arguments of
-- every script are the name of the process, the channel of lease ends, and the command and the channel that changes are
-- told by.

local NOBODY = '----------------'

-- Returns the header under a key. Its kind is 'V' value, 'L' lease, 'T' fence, 'D' a value or lease that died with an
-- earlier incarnation, '-' nothing, 'X' foreign: bytes or a data type of another program. Its holder is the token of
-- the load that has the lease, or that reloads a value.
local function header(key, incarnation)
  local bytes = redis.pcall('GETRANGE', key, 0, 144)
  if type(bytes) == 'table' then
    if not string.find(bytes.err, 'WRONGTYPE', 1, true) then
      error(bytes.err)
    end
    return {kind = 'X'}
  end
  if bytes == '' then
    return {kind = '-'}
  end
  local kind = string.match(bytes, '^CK2 ([VLT])')
  if not kind or #bytes < 145 or string.sub(bytes, 145) ~= '\n' then
    return {kind = 'X'}
  end
  local entry = {
    kind = kind,
    flag = string.sub(bytes, 7, 7),
    tagged = string.sub(bytes, 8, 8) == 't',
    token = string.sub(bytes, 10, 25),
    incarnation = string.sub(bytes, 27, 42),
    stored_at = tonumber(string.sub(bytes, 44, 55), 16) or 0,
    fresh_for = tonumber(string.sub(bytes, 57, 68), 16) or 0,
    grace = tonumber(string.sub(bytes, 70, 81), 16) or 0,
    reload_ends = tonumber(string.sub(bytes, 100, 111), 16) or 0,
    version = string.match(string.sub(bytes, 113, 128), '^%x+$'),
  }
  local reloader = string.sub(bytes, 83, 98)
  if kind == 'L' then
    entry.holder = entry.token
  elseif kind == 'V' and reloader ~= NOBODY and entry.reload_ends > now() then
    entry.holder = reloader
  end
  if kind ~= 'T' and entry.incarnation ~= incarnation then
    entry.kind = 'D'
  end
  return entry
end

-- Returns for how many ms a value is still fresh, not positive if it is there only because of its grace.
local function left(entry)
  return entry.fresh_for == 0 and math.huge or entry.stored_at + entry.fresh_for - now()
end

-- Stores bytes for a time in ms, '0' for ever, and writes incarnation and time into their header.
local function store(key, record, bytes, ttl, kind, incarnation)
  if kind == 'X' then
    redis.call('UNLINK', key) -- a large value of another program must not be freed on the server's main thread
  end
  if ttl == '0' then
    redis.call('SET', key, bytes)
  else
    redis.call('SET', key, bytes, 'PX', ttl)
  end
  redis.call('SETRANGE', key, 26, incarnation .. ' ' .. hex(now()))
  outlive(record, tonumber(ttl))
end

-- Notes in a value who reloads it until when, or with NOBODY that none may until then; nobody waits for that yet.
local function reload(key, token, ends)
  redis.call('SETRANGE', key, 6, '-')
  redis.call('SETRANGE', key, 82, token .. ' ' .. hex(ends))
end

-- Notes that somebody waits for the holder.
local function await(key, entry)
  if entry.flag ~= 'w' then
    redis.call('SETRANGE', key, 6, 'w')
  end
end

-- Tells that a lease has ended, if somebody waits for it. A message is a hint; that it fails must not undo the rest.
local function tell(reason, entry)
  if entry.holder and entry.flag == 'w' then
    redis.pcall('PUBLISH', ARGV[#ARGV - 2], reason .. ' ' .. entry.holder)
  end
end
