-- Included by other scripts: reads and writes what stands under the key of an entry. The last three arguments of
-- every script are the channel of lease ends, and the command and the channel that changes are told by.

-- Returns kind, flag, token, incarnation and version of the header under a key. Kinds are 'V' value, 'L' lease,
-- 'T' fence, 'D' a value or lease that died with an earlier incarnation, '-' nothing, 'X' foreign: bytes or a data
-- type of another program.
local function header(key, incarnation)
  local bytes = redis.pcall('GETRANGE', key, 0, 131)
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
  if not kind or #bytes < 132 or string.sub(bytes, 132) ~= '\n' then
    return {kind = 'X'}
  end
  local born = string.sub(bytes, 27, 42)
  if kind ~= 'T' and born ~= incarnation then
    kind = 'D'
  end
  return {
    kind = kind,
    flag = string.sub(bytes, 7, 7),
    token = string.sub(bytes, 10, 25),
    incarnation = born,
    version = string.match(string.sub(bytes, 100, 115), '^%x+$'),
  }
end

-- Stores bytes for a time in ms, '0' for ever, and writes the incarnation into their header.
local function store(key, record, bytes, ttl, kind, incarnation)
  if kind == 'X' then
    redis.call('UNLINK', key) -- a large value of another program must not be freed on the server's main thread
  end
  if ttl == '0' then
    redis.call('SET', key, bytes)
  else
    redis.call('SET', key, bytes, 'PX', ttl)
  end
  redis.call('SETRANGE', key, 26, incarnation)
  outlive(record, tonumber(ttl))
end

-- Tells that a lease has ended, if somebody waits for it. A message is a hint; that it fails must not undo the rest.
local function tell(reason, entry)
  if (entry.kind == 'L' or entry.kind == 'D') and entry.flag == 'w' then
    redis.pcall('PUBLISH', ARGV[#ARGV - 2], reason .. ' ' .. entry.token)
  end
end
