-- Included by other scripts: reads and writes what stands under the key of an entry.

-- Returns kind, flag, token and version of the header under a key. Kinds are 'V' value, 'L' lease, 'T' fence,
-- '-' nothing, 'X' foreign: bytes or a data type of another program.
local function header(key)
  local bytes = redis.pcall('GETRANGE', key, 0, 70)
  if type(bytes) == 'table' then
    if not string.find(bytes.err, 'WRONGTYPE', 1, true) then
      error(bytes.err)
    end
    return 'X'
  end
  if bytes == '' then
    return '-'
  end
  local kind = string.match(bytes, '^CK1 ([VLT])')
  if not kind or #bytes < 71 or string.sub(bytes, 71) ~= '\n' then
    return 'X'
  end
  return kind, string.sub(bytes, 7, 7), string.sub(bytes, 9, 24), string.sub(bytes, 35, 50)
end

-- Stores bytes for a time in ms, '0' for ever.
local function store(key, kind, bytes, ttl)
  if kind == 'X' then
    redis.call('UNLINK', key) -- a large value of another program must not be freed on the server's main thread
  end
  if ttl == '0' then
    redis.call('SET', key, bytes)
  else
    redis.call('SET', key, bytes, 'PX', ttl)
  end
end

-- Tells that a lease has ended, if somebody waits for it. A message is a hint; that it fails must not undo the rest.
local function tell(channel, reason, kind, flag, token)
  if kind == 'L' and flag == 'w' then
    redis.pcall('PUBLISH', channel, reason .. ' ' .. token)
  end
end
