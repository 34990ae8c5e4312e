package dev.p2c2g.benchmarks.brokers;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Asks over one channel and matches the answers by their correlation ids. */
final class RabbitMqClient implements Client {
  private static final String DIRECT_REPLY_TO = "amq.rabbitmq.reply-to";

  private final Map<String, CompletableFuture<Integer>> open = new ConcurrentHashMap<>();
  private final Connection connection;
  private final Channel channel;
  private long requests;

  RabbitMqClient(Connection connection) throws IOException {
    this.connection = connection;
    channel = connection.createChannel();
    channel.basicConsume(
        DIRECT_REPLY_TO,
        true,
        (_, delivery) ->
            Optional.ofNullable(open.remove(delivery.getProperties().getCorrelationId()))
                .ifPresent(answer -> answer.complete(delivery.getBody().length)),
        _ -> {});
  }

  @Override
  public CompletableFuture<Integer> request(Load load, byte[] request) throws IOException {
    var id = Long.toString(++requests);
    var answer = new CompletableFuture<Integer>();
    open.put(id, answer);
    var properties =
        new BasicProperties.Builder().correlationId(id).replyTo(DIRECT_REPLY_TO).build();
    channel.basicPublish("", RabbitMq.QUEUE, properties, request);
    return answer;
  }

  @Override
  public void close() {
    connection.abort();
  }
}
