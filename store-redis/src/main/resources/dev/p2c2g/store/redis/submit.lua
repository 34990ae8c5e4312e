-- Takes one task in. KEYS: the task, its stream, the set of streams, the counters.
-- ARGV: id, gamer, queue, priority, content, most tasks, most bytes. 0 where there is no room.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return 1
end
local counts = redis.call('HMGET', KEYS[4], 'open', 'bytes')
local open, bytes = tonumber(counts[1] or 0), tonumber(counts[2] or 0)
if open >= tonumber(ARGV[6]) or bytes + #ARGV[5] > tonumber(ARGV[7]) then
  return 0
end
if redis.call('SADD', KEYS[3], ARGV[4] .. '|' .. ARGV[3]) == 1 then
  redis.pcall('XGROUP', 'CREATE', KEYS[2], 'members', '0', 'MKSTREAM')
end
local entry = redis.call('XADD', KEYS[2], '*', 'id', ARGV[1])
redis.call('HSET', KEYS[1], 'state', 'waiting', 'gamer', ARGV[2], 'queue', ARGV[3],
  'priority', ARGV[4], 'content', ARGV[5], 'entry', entry, 'claims', 0)
redis.call('HINCRBY', KEYS[4], 'open', 1)
redis.call('HINCRBY', KEYS[4], 'bytes', #ARGV[5])
return 1
