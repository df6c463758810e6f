-- Takes permits from every band of a limiter, or from none, for several calls, one after the other.
-- KEYS[1]  what the limiter holds for the subject
-- ARGV[1]  number of bands
-- ARGV[2]  the first band's kind, then length of its time in µs, permits, burst; and so on
-- then     number of calls, and for each: number of permits, how long it would wait for them in µs
-- Result   for each call {1 granted | 0 refused, µs to wait, then per band: remaining, µs until there is more, µs until it
--          is full}, all in one list
-- Invariant: a refusal changes nothing, and if all are refused nothing is written. A place can be reserved in buckets only:
-- what a window will be left with later depends on who comes until then.
-- include: permits

local now = micros()
local wanted, others = bands(KEYS[1], now)

local reservable = true
for _, band in ipairs(wanted) do
  reservable = reservable and band.kind == 'T'
end

local function wait_for(cost)
  local wait = 0
  for _, band in ipairs(wanted) do
    wait = math.max(wait, kinds[band.kind].wait(band, cost))
  end
  return wait
end

local function take(cost)
  for _, band in ipairs(wanted) do
    kinds[band.kind].take(band, cost)
  end
end

local reply, changed = {}, false
local calls = 2 + 4 * #wanted
for i = calls + 1, calls + 2 * ARGV[calls], 2 do
  local cost = tonumber(ARGV[i])
  local wait = wait_for(cost)
  local granted = wait == 0 or reservable and wait <= tonumber(ARGV[i + 1])
  if granted then
    take(cost)
    changed = true
  end
  reply[#reply + 1] = granted and 1 or 0
  reply[#reply + 1] = wait
  for _, band in ipairs(wanted) do
    local kind = kinds[band.kind]
    reply[#reply + 1] = kind.remaining(band)
    reply[#reply + 1] = kind.more(band)
    reply[#reply + 1] = kind.full(band)
  end
end
if changed then
  store(KEYS[1], now, wanted, others)
end
return reply
