-- Included by other scripts: what the bands of a limiter hold for a subject, as one binary string.
--   8 bytes   when it was written, µs
--   per band  kind, a byte; length of its time, µs, 8 bytes; then
--             'T' bucket   permits that are not back yet, 8 bytes; permits in the band's time, 8 bytes
--             'S' sliding  number of the present sub-window, 8 bytes; taken in it and the ten before, oldest first, 4 bytes each
--             'F' fixed    number of the present window, 8 bytes; taken in it, 8 bytes
-- A band is known by its kind and the length of its time, so a limit may change while permits are out.

-- In permits: more than all rounding.
local TOLERANCE = 1e-6
local max, min, floor, ceil = math.max, math.min, math.floor, math.ceil

local function micros()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- How each kind counts. 'full' and 'pack' need no limit, only what is held. Only the kinds in use are made, each in one
-- step: to make functions costs more than to call them.
local makers = {}

function makers.T()
  -- Time in which so many permits come back.
  local function time_of(band, permits)
    return ceil(permits * (band.per / band.permits))
  end

  local function wait(band, cost)
    local missing = band.out + cost - band.burst
    return missing > TOLERANCE and time_of(band, missing) or 0
  end

  local function remaining(band)
    return max(0, floor(band.burst - band.out + TOLERANCE))
  end

  return {
    wait = wait,
    remaining = remaining,
    fresh = function(per, now)
      return { kind = 'T', per = per, now = now, out = 0, permits = 0, burst = 0 }
    end,
    unpack = function(per, now, written, bytes, at)
      local out, permits, next = struct.unpack('<dd', bytes, at)
      local back = max(0, now - written) / (per / permits)
      return { kind = 'T', per = per, now = now, out = max(0, out - back), permits = permits, burst = 0 }, next
    end,
    take = function(band, cost)
      band.out = band.out + cost
    end,
    credit = function(band, cost)
      band.out = max(0, band.out - cost)
    end,
    more = function(band)
      local next = remaining(band) + 1
      return next > band.burst and 0 or wait(band, next)
    end,
    full = function(band)
      return band.out > TOLERANCE and time_of(band, band.out) or 0
    end,
    pack = function(band)
      return struct.pack('<c1ddd', 'T', band.per, band.out, band.permits)
    end
  }
end

function makers.S()
  local PARTS = 10
  local COUNTS = '<I4I4I4I4I4I4I4I4I4I4I4'

  local function length(per)
    return ceil(per / PARTS)
  end

  local function part(per, moment)
    return floor(moment / length(per))
  end

  -- Time until the sub-window at an index no longer counts.
  local function leaves(band, i)
    return (band.newest + i) * length(band.per) - band.now
  end

  local function sum(taken)
    local total = 0
    for i = 1, PARTS + 1 do
      total = total + taken[i]
    end
    return total
  end

  return {
    fresh = function(per, now)
      local taken = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
      return { kind = 'S', per = per, now = now, newest = part(per, now), taken = taken, permits = 0 }
    end,
    unpack = function(per, now, written, bytes, at)
      local newest, next = struct.unpack('<d', bytes, at)
      local taken = {struct.unpack(COUNTS, bytes, next)}
      next = table.remove(taken)
      local passed = max(0, part(per, now) - newest)
      if passed > 0 then
        for i = 1, PARTS + 1 do
          taken[i] = taken[i + passed] or 0
        end
      end
      return { kind = 'S', per = per, now = now, newest = part(per, now), taken = taken, permits = 0 }, next
    end,
    wait = function(band, cost)
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
    end,
    take = function(band, cost)
      band.taken[PARTS + 1] = band.taken[PARTS + 1] + cost
    end,
    credit = function(band, cost)
      for i = PARTS + 1, 1, -1 do
        local back = min(cost, band.taken[i])
        band.taken[i] = band.taken[i] - back
        cost = cost - back
      end
    end,
    remaining = function(band)
      return max(0, band.permits - sum(band.taken))
    end,
    more = function(band)
      for i = 1, PARTS + 1 do
        if band.taken[i] > 0 then
          return leaves(band, i)
        end
      end
      return 0
    end,
    full = function(band)
      for i = PARTS + 1, 1, -1 do
        if band.taken[i] > 0 then
          return leaves(band, i)
        end
      end
      return 0
    end,
    pack = function(band)
      return struct.pack('<c1dd', 'S', band.per, band.newest) .. struct.pack(COUNTS, unpack(band.taken))
    end
  }
end

function makers.F()
  local function left(band)
    return max(0, band.permits - band.taken)
  end

  local function ends(band)
    return (band.window + 1) * band.per - band.now
  end

  local function full(band)
    return band.taken == 0 and 0 or ends(band)
  end

  return {
    remaining = left,
    more = full,
    full = full,
    fresh = function(per, now)
      return { kind = 'F', per = per, now = now, window = floor(now / per), taken = 0, permits = 0 }
    end,
    unpack = function(per, now, written, bytes, at)
      local window, taken, next = struct.unpack('<dd', bytes, at)
      local present = floor(now / per)
      taken = present > window and 0 or taken
      return { kind = 'F', per = per, now = now, window = present, taken = taken, permits = 0 }, next
    end,
    wait = function(band, cost)
      return cost <= left(band) and 0 or ends(band)
    end,
    take = function(band, cost)
      band.taken = band.taken + cost
    end,
    credit = function(band, cost)
      band.taken = max(0, band.taken - cost)
    end,
    pack = function(band)
      return struct.pack('<c1ddd', 'F', band.per, band.window, band.taken)
    end
  }
end

local kinds = {}

local function kind_of(name)
  local kind = kinds[name]
  if not kind then
    kind = makers[name]()
    kinds[name] = kind
  end
  return kind
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
    local name, per, next = struct.unpack('<c1d', bytes, at)
    bands[#bands + 1], at = kind_of(name).unpack(per, now, written, bytes, next)
  end
  return bands
end

-- Takes the band of a kind and a time out of those that are held, or makes one with all permits.
local function claimed(bands, name, per, now)
  for i = 1, #bands do
    local band = bands[i]
    if band.kind == name and band.per == per then
      return table.remove(bands, i)
    end
  end
  return kind_of(name).fresh(per, now)
end

-- Returns the bands that the arguments name, their number first and then four words each, the others that are held, and
-- whether a bucket has another rate now: permits that are out come back by the rate that was written last.
local function bands(key, now)
  local others = held(key, now)
  local wanted, changed = {}, false
  for i = 2, 4 * ARGV[1], 4 do
    local band = claimed(others, ARGV[i], tonumber(ARGV[i + 1]), now)
    local permits = tonumber(ARGV[i + 2])
    changed = changed or band.kind == 'T' and band.permits > 0 and band.permits ~= permits
    band.permits, band.burst = permits, tonumber(ARGV[i + 3])
    wanted[#wanted + 1] = band
  end
  return wanted, others, changed
end

-- Writes all bands that are not full, for as long as they are not.
local function store(key, now, wanted, others)
  local bytes, longest = struct.pack('<d', now), 0
  for i = 1, #wanted + #others do
    local band = wanted[i] or others[i - #wanted]
    local kind = kind_of(band.kind)
    local full = kind.full(band)
    if full > 0 then
      bytes = bytes .. kind.pack(band)
      longest = max(longest, full)
    end
  end
  if longest == 0 then
    redis.call('DEL', key)
  else
    redis.call('SET', key, bytes, 'PX', ceil(longest / 1000) + 1)
  end
end
