-- Gives permits back to every band of a limiter, up to the full number of each.
-- KEYS[1]  what the limiter holds for the subject
-- ARGV[1]  number of permits
-- ARGV[2]  number of bands
-- ARGV[3]  the first band's kind, then length of its time in µs, permits, burst; and so on
-- Result   1
-- include: permits

local now = micros()
local wanted, others = bands(KEYS[1], now, 3, tonumber(ARGV[2]))
for _, band in ipairs(wanted) do
  kinds[band.kind].credit(band, tonumber(ARGV[1]))
end
store(KEYS[1], now, wanted, others)
return 1
