-- Takes permits from every band of a limiter, or from none.
-- KEYS[1]  what the limiter holds for the subject
-- ARGV[1]  number of permits
-- ARGV[2]  how long the caller would wait for them, µs
-- ARGV[3]  number of bands
-- ARGV[4]  the first band's kind, then length of its time in µs, permits, burst; and so on
-- Result   {1 granted | 0 refused, µs to wait, then per band: remaining, µs until there is more, µs until it is full}
-- Invariant: a refusal writes nothing. A place can be reserved in buckets only: what a window will be left with later
-- depends on who comes until then.
-- include: permits

local now = micros()
local cost = tonumber(ARGV[1])
local wanted, others = bands(KEYS[1], now, 4, tonumber(ARGV[3]))

local wait, reservable = 0, true
for _, band in ipairs(wanted) do
  wait = math.max(wait, kinds[band.kind].wait(band, cost))
  reservable = reservable and band.kind == 'T'
end

local granted = wait == 0 or reservable and wait <= tonumber(ARGV[2])
if granted then
  for _, band in ipairs(wanted) do
    kinds[band.kind].take(band, cost)
  end
  store(KEYS[1], now, wanted, others)
end

local reply = {granted and 1 or 0, wait}
for _, band in ipairs(wanted) do
  local kind = kinds[band.kind]
  reply[#reply + 1] = kind.remaining(band)
  reply[#reply + 1] = kind.more(band)
  reply[#reply + 1] = kind.full(band)
end
return reply
