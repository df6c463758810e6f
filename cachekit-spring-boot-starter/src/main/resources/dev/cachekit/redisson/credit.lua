-- Gives permits back to every band of a limiter, up to the full number of each.
-- KEYS[1]  what the limiter holds for the subject
-- ARGV[1]  number of bands
-- ARGV[2]  the first band's kind, then length of its time in µs, permits, burst; and so on
-- then     number of permits
-- Result   1
-- include: permits

local now = micros()
local wanted, others = bands(KEYS[1], now)
for _, band in ipairs(wanted) do
  kind_of(band.kind).credit(band, tonumber(ARGV[2 + 4 * #wanted]))
end
store(KEYS[1], now, wanted, others)
return 1
