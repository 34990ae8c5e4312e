-- All members. KEYS: what members tell, when they were seen. Of each: id, what it tells, ms since.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local members = {}
local seen = redis.call('ZRANGE', KEYS[2], 0, -1, 'WITHSCORES')
for i = 1, #seen, 2 do
  members[#members + 1] = {seen[i], redis.call('HGET', KEYS[1], seen[i]) or '', now - seen[i + 1]}
end
return members
