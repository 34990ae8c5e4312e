-- Puts back what a member has claimed. KEYS: the counters, then all streams.
-- ARGV: member, what task keys begin with, channel, then the ids that it keeps. How many went back.
local PAGE = 500
local kept = {}
for i = 4, #ARGV do
  kept[ARGV[i]] = true
end
local back = 0
for i = 2, #KEYS do
  local from = '-'
  repeat
    local pending = redis.pcall('XPENDING', KEYS[i], 'members', from, '+', PAGE, ARGV[1])
    if pending.err then
      break
    end
    for _, held in ipairs(pending) do
      from = '(' .. held[1]
      local entry = redis.call('XRANGE', KEYS[i], held[1], held[1])[1]
      local id = entry and entry[2][2]
      if not kept[id] then
        -- at the end of its queue: one that brings its members down does not hold the others up
        local again = id and redis.call('XADD', KEYS[i], '*', 'id', id)
        redis.call('XACK', KEYS[i], 'members', held[1])
        redis.call('XDEL', KEYS[i], held[1])
        if again then
          local key = ARGV[2] .. id
          redis.call('HSET', key, 'state', 'waiting', 'entry', again)
          redis.call('HDEL', key, 'member')
          back = back + 1
        end
      end
    end
  until #pending < PAGE
end
if back > 0 then
  redis.call('HINCRBY', KEYS[1], 'claimed', -back)
  redis.call('PUBLISH', ARGV[3], 'work')
end
return back
