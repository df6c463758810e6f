-- Takes permits from every band of a limiter, or from none, for several calls, one after the other.
-- KEYS[1]  what the limiter holds for the subject
-- ARGV[1]  number of bands
-- ARGV[2]  the first band's kind, then length of its time in µs, permits, burst; and so on
-- then     number of calls, and for each: number of permits, how long it would wait for them in µs
-- Result   for each call {1 granted | 0 refused, µs to wait, then per band: remaining, µs until there is more, µs until it
--          is full}, all in one list
-- Invariant: a refusal changes nothing, and if all are refused nothing is written but a changed rate. A place can be reserved in buckets only:
-- what a window will be left with later depends on who comes until then.
-- include: permits

local now = micros()
local wanted, others, changed = bands(KEYS[1], now)

local reservable = true
for i = 1, #wanted do
  reservable = reservable and wanted[i].kind == 'T'
end

local function wait_for(cost)
  local wait = 0
  for i = 1, #wanted do
    wait = max(wait, kind_of(wanted[i].kind).wait(wanted[i], cost))
  end
  return wait
end

local reply, length = {}, 0
local calls = 2 + 4 * #wanted
for call = calls + 1, calls + 2 * ARGV[calls], 2 do
  local cost = tonumber(ARGV[call])
  local wait = wait_for(cost)
  local granted = wait == 0 or reservable and wait <= tonumber(ARGV[call + 1])
  changed = changed or granted
  reply[length + 1], reply[length + 2] = granted and 1 or 0, wait
  length = length + 2
  for i = 1, #wanted do
    local band = wanted[i]
    local kind = kind_of(band.kind)
    if granted then
      kind.take(band, cost)
    end
    reply[length + 1], reply[length + 2], reply[length + 3] = kind.remaining(band), kind.more(band), kind.full(band)
    length = length + 3
  end
end
if changed then
  store(KEYS[1], now, wanted, others)
end
return reply
