-- Gives a task its outcome. KEYS: the task, the counters, the set of streams.
-- ARGV: id, the only claim that may (or ''), outcome, for how many ms it is kept, what stream keys
-- begin with, channel. 1 where it is this one.
local task = redis.call('HMGET', KEYS[1], 'state', 'claims', 'entry', 'queue', 'priority')
local state = task[1]
if not state or state == 'over' then
  return 0
end
if ARGV[2] ~= '' and (state ~= 'claimed' or task[2] ~= ARGV[2]) then
  return 0
end
local name = task[5] .. '|' .. task[4]
local stream = ARGV[5] .. name
redis.call('XACK', stream, 'members', task[3])
redis.call('XDEL', stream, task[3])
if redis.call('XLEN', stream) == 0 then
  redis.call('DEL', stream)
  redis.call('SREM', KEYS[3], name)
end
redis.call('HINCRBY', KEYS[2], 'bytes', -redis.call('HSTRLEN', KEYS[1], 'content'))
redis.call('HINCRBY', KEYS[2], 'open', -1)
if state == 'claimed' then
  redis.call('HINCRBY', KEYS[2], 'claimed', -1)
end
redis.call('HDEL', KEYS[1], 'content', 'entry', 'member')
redis.call('HSET', KEYS[1], 'state', 'over', 'outcome', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PUBLISH', ARGV[6], 'over ' .. ARGV[1])
return 1
