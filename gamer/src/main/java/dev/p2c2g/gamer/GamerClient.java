package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.ImagingException;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import dev.p2c2g.protocol.ImageHeader;
import dev.p2c2g.protocol.Names;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.protocol.Stats;
import dev.p2c2g.protocol.TaskFetch;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.TaskSubmit;
import dev.p2c2g.security.Access;
import dev.p2c2g.security.Circle;
import dev.p2c2g.security.LocalAccess;
import dev.p2c2g.security.SealWarmUp;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.Connector;
import dev.p2c2g.transport.CoordinatorTour;
import dev.p2c2g.transport.CoordinatorUrls;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A gamer's side of the crowd: frames go out to be upscaled, and come back to be shown.
 *
 * <p>Step by step: {@link #connectToCoordinator}, {@link #captureFrame}, {@link
 * #submitFrameForUpscaling}, {@link #getUpscaledFrame}, {@link #displayFrame}. Many frames in
 * flight: {@link #submit}, whose handle is completed when the answer comes. A whole session at a
 * frame rate: {@link GamerSession}. All methods may be called from any thread.
 */
public final class GamerClient implements AutoCloseable {
  public static final int DEFAULT_PRIORITY = 5;

  /** One frame at 60 frames a second. */
  public static final Duration DEFAULT_RESULT_TIMEOUT = Duration.ofMillis(16);

  private static final Logger LOG = System.getLogger("gamer");
  private static final long MAX_DISPLAY_PIXELS = 1L << 26;

  private final String clientId;
  private final FrameDevices devices;
  private final Connector connector = new Connector();
  private final RecentTasks recent = new RecentTasks();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong displayed = new AtomicLong();

  /** Where it was last asked to connect to; guarded by {@code this}. */
  private Optional<CoordinatorTour> tour = Optional.empty();

  private volatile Access access = Access.none();
  private volatile Optional<SealedFrames> seal = Optional.empty();
  private volatile Optional<GamerConnection> connection = Optional.empty();
  private boolean closed;

  /**
   * A client that captures the whole screen and shows frames in a window; either is opened when it
   * is first wanted.
   *
   * @param clientId names this gamer in request ids and logs: 1 to 64 of A-Z a-z 0-9 . _ : -
   */
  public GamerClient(String clientId) {
    this(clientId, Optional.empty(), Optional.empty());
  }

  /**
   * A client with a source and a sink of one's own, closed together with it.
   *
   * @param clientId as above
   */
  public GamerClient(String clientId, FrameSource source, FrameSink sink) {
    this(clientId, Optional.of(source), Optional.of(sink));
  }

  private GamerClient(String clientId, Optional<FrameSource> source, Optional<FrameSink> sink) {
    if (!Names.ID.matcher(clientId).matches()) {
      throw new IllegalArgumentException(
          "client id is '%s'; use %s".formatted(clientId, Names.ID_SHAPE));
    }
    this.clientId = clientId;
    this.devices = new FrameDevices("P2C2G " + clientId, source, sink);
  }

  /**
   * Connects, waiting a few seconds at most, in place of an earlier connection.
   *
   * @param coordinatorUrl {@code ws://host:port} or {@code wss://host:port}; or several of one
   *     cluster with commas, of which any will do
   * @return false when no coordinator answered there; the reason is logged. Also false after {@link
   *     #close}, and on an interrupt, which is kept
   * @throws IllegalArgumentException for a URL that can never work
   */
  public boolean connectToCoordinator(String coordinatorUrl) {
    return connectToCoordinator(coordinatorUrl, Access.none());
  }

  /**
   * As {@link #connectToCoordinator(String)}, where the coordinator asks who this is.
   *
   * @param told the token to show, and by what the coordinator is known; what is left out is looked
   *     for on this machine, for a coordinator of its own
   */
  public boolean connectToCoordinator(String coordinatorUrl, Access told) {
    try {
      return connect(coordinatorUrl, told);
    } catch (ConnectFailedException e) {
      LOG.log(Level.WARNING, "{0}: {1}", clientId, e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * As {@link #connectToCoordinator(String, Access)}, for callers who want to know why not.
   *
   * @return false when this client is closed
   * @throws ConnectFailedException when no coordinator answered there, or not with this access
   */
  public boolean connect(String coordinatorUrl, Access told)
      throws ConnectFailedException, InterruptedException {
    var urls = parse(coordinatorUrl);
    synchronized (this) {
      access = told;
      tour = Optional.of(new CoordinatorTour(urls, RandomGenerator.getDefault()));
    }
    return reconnect();
  }

  /**
   * From now on seals every frame to a circle of peers: they alone see it, not the coordinator, and
   * no other peer gets it. Frames are then not cut into bands over several peers, and nothing else
   * can be submitted.
   *
   * @param circle as {@code p2c2g seal new} prints it, from somebody who is trusted
   */
  public void sealTo(Circle circle) {
    seal = Optional.of(new SealedFrames(circle));
  }

  /** Makes sealing the first frame as quick as the later ones; nothing where none is sealed. */
  void warmUp() {
    if (seal.isPresent()) {
      LOG.log(Level.INFO, "warmed up sealing in {0} ms", SealWarmUp.run().toMillis());
    }
  }

  /** Connects once more to where it was last asked to; false when this client is closed. */
  synchronized boolean reconnect() throws ConnectFailedException, InterruptedException {
    if (closed) {
      return false;
    }
    connection.ifPresent(GamerConnection::close);
    connection =
        Optional.of(
            tour.orElseThrow(
                    () -> new IllegalStateException("call connectToCoordinator(url) first"))
                .firstOf(this::open));
    return true;
  }

  private GamerConnection open(URI target) throws ConnectFailedException, InterruptedException {
    var complete =
        LocalAccess.complete(access, target, Role.GAMER, LocalAccess.folder(System.getenv()));
    var opened = GamerConnection.open(connector, target, complete);
    LOG.log(Level.INFO, "{0}: connected to {1}", clientId, target);
    return opened;
  }

  public boolean isConnected() {
    return connection.filter(GamerConnection::isOpen).isPresent();
  }

  /**
   * Completed with the reason once there is no connection; completed already when there is none.
   */
  CompletableFuture<String> disconnected() {
    return connection
        .map(GamerConnection::lost)
        .orElseGet(() -> CompletableFuture.completedFuture("never connected"));
  }

  /**
   * The next frame of the screen, or of the source given to the constructor.
   *
   * @throws CaptureException when there is none, or no more; the message says what to do
   */
  public CapturedFrame captureFrame() throws CaptureException {
    FrameSource source = devices.source();
    return source
        .next()
        .orElseThrow(() -> new CaptureException(source.description() + " has ended"));
  }

  /**
   * Submits a picture at quality {@code balanced}, without a deadline, and waits until the
   * coordinator has accepted it. The result of the last {@value RecentTasks#MAX_KEPT} tasks can be
   * fetched.
   *
   * @param frameData a JPEG or PNG
   * @param target 1 to 4 times the picture's size, each side by itself
   * @return the task's id, for {@link #getUpscaledFrame}
   * @throws SubmitRefusedException with the coordinator's reason
   * @throws ConnectionLostException when not connected
   * @throws NoAnswerException when the coordinator is silent
   * @throws IllegalArgumentException when the data is no picture
   */
  public String submitFrameForUpscaling(byte[] frameData, FrameSize target)
      throws TaskException, InterruptedException {
    ImageHeader header =
        ImageHeader.read(ByteBuffer.wrap(frameData))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "frameData: %d bytes that are neither a JPEG nor a PNG"
                        .formatted(frameData.length)));
    FrameUpscaleParams params =
        FrameUpscaleParams.of(
            header.width(), header.height(), target.width(), target.height(), Quality.BALANCED);
    TaskHandle handle =
        submitTask(
            FrameUpscaleParams.TASK_TYPE,
            Payload.of(frameData),
            params.toJson(),
            DEFAULT_PRIORITY,
            OptionalLong.empty());
    String taskId = Answers.require(handle.taskId(), GamerConnection.ANSWER_TIMEOUT_MS);
    recent.keep(taskId, handle);
    return taskId;
  }

  /** {@link #getUpscaledFrame(String, Duration)} waiting {@link #DEFAULT_RESULT_TIMEOUT}. */
  public Optional<byte[]> getUpscaledFrame(String taskId)
      throws TaskException, InterruptedException {
    return getUpscaledFrame(taskId, DEFAULT_RESULT_TIMEOUT);
  }

  /**
   * Waits for an upscaled frame. It is handed out once.
   *
   * @param taskId from {@link #submitFrameForUpscaling}
   * @return the whole JPEG; empty when it is not here within the timeout: ask again
   * @throws TaskFailedException with code and reason when the task ended without a result
   * @throws ConnectionLostException when the connection ended before the result came
   * @throws NoSuchElementException when the id is unknown here, or its result was fetched
   */
  public Optional<byte[]> getUpscaledFrame(String taskId, Duration timeout)
      throws TaskException, InterruptedException {
    TaskHandle handle = recent.find(taskId);
    Optional<TaskResult> result = Answers.await(handle.result(), timeout);
    if (result.isEmpty()) {
      return Optional.empty();
    }
    recent.forget(taskId);
    return Optional.of(Answers.payload(result.get()).toByteArray());
  }

  /**
   * Shows a picture in the window, or in the sink given to the constructor.
   *
   * @param frameData a JPEG or PNG of up to 67 million pixels
   * @throws DisplayException when it cannot be decoded, or there is no screen to show it on
   */
  public void displayFrame(byte[] frameData) throws DisplayException {
    try {
      Picture picture = Codecs.decode(frameData, MAX_DISPLAY_PIXELS);
      FrameSink sink = devices.sink(new FrameSize(picture.width(), picture.height()));
      sink.show(new ShownFrame(displayed.getAndIncrement(), picture, frameData, true, ""));
    } catch (ImagingException e) {
      throw new DisplayException("cannot show this frame: " + e.getMessage(), e);
    }
  }

  /**
   * Submits a captured frame and returns at once.
   *
   * @param priority 0 to 9, 9 first
   * @param deadlineMs from its arrival at the coordinator, at least 1; empty for none
   * @return completed when the answer comes; without a connection it has failed already
   */
  public TaskHandle submit(
      CapturedFrame frame, FrameUpscaleParams params, int priority, OptionalLong deadlineMs) {
    Payload data = Payload.of(frame.data());
    return submitTask(FrameUpscaleParams.TASK_TYPE, data, params.toJson(), priority, deadlineMs);
  }

  /**
   * Submits a task of any type and returns at once. Up to {@value Replies#MAX_OPEN} may be open.
   *
   * @param data shared until the handle is completed, so the caller does not change it
   * @param params as the task type defines them
   * @param priority 0 to 9, 9 first
   * @param deadlineMs as above
   * @throws IllegalArgumentException also for a task that cannot be sealed, after {@link #sealTo}
   */
  public TaskHandle submitTask(
      String taskType, Payload data, ObjectNode params, int priority, OptionalLong deadlineMs) {
    requireRange("priority", priority, 0, 9);
    requireRange("deadlineMs", deadlineMs.orElse(1), 1, Duration.ofDays(1).toMillis());
    String requestId = clientId + "-" + requests.incrementAndGet();
    TaskSubmit task = new TaskSubmit(requestId, taskType, data, params, priority, deadlineMs);
    return seal.map(frames -> frames.seal(task))
        .map(sealed -> send(sealed.submit(), sealed.reader()))
        .orElseGet(() -> send(task, ResultReader.PLAIN));
  }

  /**
   * Asks for a task that was submitted without a deadline, over whatever connection, at this
   * coordinator or another of its cluster; for as long as its outcome is kept.
   *
   * @return as of {@link #submitTask}; fails with {@code unknown_task} where there is none of that
   *     name, or it is somebody else's
   */
  public TaskHandle fetchTask(String taskId) {
    String requestId = clientId + "-" + requests.incrementAndGet();
    return connection
        .map(c -> c.fetch(new TaskFetch(requestId, taskId), ResultReader.PLAIN))
        .orElseGet(() -> unconnected(requestId));
  }

  /**
   * Asks the coordinator for its counts.
   *
   * @throws ConnectionLostException when not connected
   * @throws NoAnswerException when the coordinator is silent for 5 s
   */
  public Stats stats() throws TaskException, InterruptedException {
    GamerConnection open =
        connection.orElseThrow(() -> new ConnectionLostException(notConnected()));
    return Answers.require(open.stats(), GamerConnection.ANSWER_TIMEOUT_MS);
  }

  /** Fails what is open, and closes the connection, the source and the sink. */
  @Override
  public synchronized void close() {
    closed = true;
    connection.ifPresent(GamerConnection::close);
    connector.close();
    devices.close();
  }

  private TaskHandle send(TaskSubmit task, ResultReader reader) {
    return connection
        .map(c -> c.submit(task, reader))
        .orElseGet(() -> unconnected(task.requestId()));
  }

  private TaskHandle unconnected(String requestId) {
    TaskHandle handle = new TaskHandle(requestId, _ -> {}, ResultReader.PLAIN);
    handle.fail(new ConnectionLostException(notConnected()));
    return handle;
  }

  private String notConnected() {
    return clientId + " is not connected; call connectToCoordinator(url) first";
  }

  private static CoordinatorUrls parse(String coordinatorUrl) {
    try {
      return CoordinatorUrls.parse(coordinatorUrl);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "coordinatorUrl: '" + coordinatorUrl + "' " + e.getMessage(), e);
    }
  }

  private static void requireRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException("%s is %d; use %d to %d".formatted(name, value, min, max));
    }
  }
}
