-- Included by other scripts: what the bands of a limiter hold for a subject, as one binary string.
--   8 bytes   when it was written, µs
--   per band  kind, a byte; length of its time, µs, 8 bytes; then
--             'T' bucket   permits that are not back yet, 8 bytes; permits in the band's time, 8 bytes
--             'S' sliding  number of the present sub-window, 8 bytes; taken in it and the ten before, oldest first, 4 bytes each
--             'F' fixed    number of the present window, 8 bytes; taken in it, 8 bytes
-- A band is known by its kind and the length of its time, so a limit may change while permits are out.

local PARTS = 10
-- In permits: more than all rounding.
local TOLERANCE = 1e-6

local function micros()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

local function part_length(band)
  return band.kind == 'S' and math.ceil(band.per / PARTS) or band.per
end

local function part(band, moment)
  return math.floor(moment / part_length(band))
end

-- Time until the sub-window at an index no longer counts.
local function leaves(band, i)
  return (band.newest + i) * part_length(band) - band.now
end

local function sum(numbers)
  local total = 0
  for _, number in ipairs(numbers) do
    total = total + number
  end
  return total
end

-- Time in which one permit of a bucket comes back.
local function per_permit(band)
  return band.per / band.permits
end

-- How each kind counts. 'full' and 'pack' need no limit, only what is held.
local kinds = { T = {}, S = {}, F = {} }

function kinds.T.fresh(band)
  band.out = 0
end

function kinds.T.unpack(band, bytes, at)
  band.out, band.permits, at = struct.unpack('<dd', bytes, at)
  return at
end

function kinds.T.move(band, written)
  local back = math.max(0, band.now - written) / per_permit(band)
  band.out = math.max(0, band.out - back)
end

function kinds.T.wait(band, cost)
  local missing = band.out + cost - band.burst
  return missing > TOLERANCE and math.ceil(missing * per_permit(band)) or 0
end

function kinds.T.take(band, cost)
  band.out = band.out + cost
end

function kinds.T.credit(band, cost)
  band.out = math.max(0, band.out - cost)
end

function kinds.T.remaining(band)
  return math.max(0, math.floor(band.burst - band.out + TOLERANCE))
end

function kinds.T.more(band)
  local next = kinds.T.remaining(band) + 1
  return next > band.burst and 0 or kinds.T.wait(band, next)
end

function kinds.T.full(band)
  return band.out > TOLERANCE and math.ceil(band.out * per_permit(band)) or 0
end

function kinds.T.pack(band)
  return struct.pack('<dd', band.out, band.permits)
end

function kinds.S.fresh(band)
  band.newest = part(band, band.now)
  band.taken = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
end

function kinds.S.unpack(band, bytes, at)
  band.newest, at = struct.unpack('<d', bytes, at)
  band.taken = {}
  for i = 1, PARTS + 1 do
    band.taken[i], at = struct.unpack('<I4', bytes, at)
  end
  return at
end

function kinds.S.move(band)
  local newest = part(band, band.now)
  local passed = math.max(0, newest - band.newest)
  for i = 1, PARTS + 1 do
    band.taken[i] = band.taken[i + passed] or 0
  end
  band.newest = newest
end

function kinds.S.wait(band, cost)
  local missing = cost - (band.permits - sum(band.taken))
  for i = 1, PARTS + 1 do
    if missing <= 0 then
      return 0
    end
    missing = missing - band.taken[i]
    if missing <= 0 then
      return leaves(band, i)
    end
  end
  return 0
end

function kinds.S.take(band, cost)
  band.taken[PARTS + 1] = band.taken[PARTS + 1] + cost
end

function kinds.S.credit(band, cost)
  for i = PARTS + 1, 1, -1 do
    local back = math.min(cost, band.taken[i])
    band.taken[i] = band.taken[i] - back
    cost = cost - back
  end
end

function kinds.S.remaining(band)
  return math.max(0, band.permits - sum(band.taken))
end

function kinds.S.more(band)
  for i = 1, PARTS + 1 do
    if band.taken[i] > 0 then
      return leaves(band, i)
    end
  end
  return 0
end

function kinds.S.full(band)
  for i = PARTS + 1, 1, -1 do
    if band.taken[i] > 0 then
      return leaves(band, i)
    end
  end
  return 0
end

function kinds.S.pack(band)
  local bytes = struct.pack('<d', band.newest)
  for i = 1, PARTS + 1 do
    bytes = bytes .. struct.pack('<I4', band.taken[i])
  end
  return bytes
end

function kinds.F.fresh(band)
  band.window = part(band, band.now)
  band.taken = 0
end

function kinds.F.unpack(band, bytes, at)
  band.window, band.taken, at = struct.unpack('<dd', bytes, at)
  return at
end

function kinds.F.move(band)
  local window = part(band, band.now)
  if window > band.window then
    band.taken = 0
  end
  band.window = window
end

function kinds.F.full(band)
  return band.taken == 0 and 0 or (band.window + 1) * band.per - band.now
end

function kinds.F.wait(band, cost)
  return cost <= kinds.F.remaining(band) and 0 or (band.window + 1) * band.per - band.now
end

function kinds.F.take(band, cost)
  band.taken = band.taken + cost
end

function kinds.F.credit(band, cost)
  band.taken = math.max(0, band.taken - cost)
end

function kinds.F.remaining(band)
  return math.max(0, band.permits - band.taken)
end

kinds.F.more = kinds.F.full

function kinds.F.pack(band)
  return struct.pack('<dd', band.window, band.taken)
end

-- Reads all bands that are held, as they are now.
local function held(key, now)
  local bands = {}
  local bytes = redis.call('GET', key) or ''
  if #bytes < 8 then
    return bands
  end
  local written, at = struct.unpack('<d', bytes)
  while at <= #bytes do
    local band = { now = now }
    band.kind, band.per, at = struct.unpack('<c1d', bytes, at)
    at = kinds[band.kind].unpack(band, bytes, at)
    kinds[band.kind].move(band, written)
    bands[#bands + 1] = band
  end
  return bands
end

-- Takes the band of a kind and a time out of those that are held, or makes one with all permits.
local function claimed(bands, kind, per, now)
  for i, band in ipairs(bands) do
    if band.kind == kind and band.per == per then
      return table.remove(bands, i)
    end
  end
  local band = { now = now, kind = kind, per = per }
  kinds[kind].fresh(band)
  return band
end

-- Returns the bands that the arguments name, their number first and then four words each, and the others that are held.
local function bands(key, now)
  local others = held(key, now)
  local wanted = {}
  for i = 2, 4 * tonumber(ARGV[1]), 4 do
    local band = claimed(others, ARGV[i], tonumber(ARGV[i + 1]), now)
    band.permits, band.burst = tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3])
    wanted[#wanted + 1] = band
  end
  return wanted, others
end

-- Writes all bands that are not full, for as long as they are not.
local function store(key, now, wanted, others)
  local bytes, longest = struct.pack('<d', now), 0
  for _, all in ipairs({wanted, others}) do
    for _, band in ipairs(all) do
      local full = kinds[band.kind].full(band)
      if full > 0 then
        bytes = bytes .. struct.pack('<c1d', band.kind, band.per) .. kinds[band.kind].pack(band)
        longest = math.max(longest, full)
      end
    end
  end
  if longest == 0 then
    redis.call('DEL', key)
  else
    redis.call('SET', key, bytes, 'PX', math.ceil(longest / 1000) + 1)
  end
end
