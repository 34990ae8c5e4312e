-- Claims tasks. KEYS: the set of streams, the counters, when members were seen, then the streams to
-- take from, the best first. ARGV: member, how many, what task keys begin with.
-- Answers with all streams there are, and the claimed tasks.
local claimed = {}
local left = tonumber(ARGV[2])
for i = 4, #KEYS do
  if left <= 0 then
    break
  end
  local read = redis.pcall('XREADGROUP', 'GROUP', 'members', ARGV[1], 'COUNT', left,
    'STREAMS', KEYS[i], '>')
  -- neither nothing, nor the error of a stream that is gone
  if read and not read.err then
    for _, entry in ipairs(read[1][2]) do
      local id = entry[2][2]
      local key = ARGV[3] .. id
      local claims = redis.call('HINCRBY', key, 'claims', 1)
      redis.call('HSET', key, 'state', 'claimed', 'member', ARGV[1])
      local task = redis.call('HMGET', key, 'gamer', 'queue', 'priority', 'content')
      claimed[#claimed + 1] = {id, claims, task[1], task[2], task[3], task[4]}
      left = left - 1
    end
  end
end
if #claimed > 0 then
  redis.call('HINCRBY', KEYS[2], 'claimed', #claimed)
  -- who holds something is a member, whoever forgot it
  local time = redis.call('TIME')
  redis.call('ZADD', KEYS[3], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
end
return {redis.call('SMEMBERS', KEYS[1]), claimed}
