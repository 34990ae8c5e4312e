-- Forgets a member, unless it holds something again. KEYS: what members tell, when they were seen,
-- then all streams. ARGV: member.
for i = 3, #KEYS do
  local pending = redis.pcall('XPENDING', KEYS[i], 'members', '-', '+', 1, ARGV[1])
  if not pending.err then
    if #pending > 0 then
      return 0
    end
    redis.call('XGROUP', 'DELCONSUMER', KEYS[i], 'members', ARGV[1])
  end
end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
