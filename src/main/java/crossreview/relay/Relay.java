package crossreview.relay;

import crossreview.access.StoreSecret;
import crossreview.model.SessionId;
import crossreview.operation.Call;
import crossreview.operation.Elsewhere;
import crossreview.operation.Operation;
import crossreview.operation.Result;
import crossreview.shared.Ownership;
import crossreview.shared.Ownership.Place;
import crossreview.time.Clock;
import crossreview.time.Ticker;
import crossreview.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings calls to the hosts that they belong to. Any thread. */
public final class Relay implements Elsewhere {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  /** A host that is cut off is taken for gone within 12 s, and its sessions are taken up. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A list is shown without the part of a host that does not answer soon. */
  private static final Duration GLANCE = Duration.ofSeconds(2);

  private final Parts parts;
  private final HostClient client;
  private final AtomicLong forwarded = new AtomicLong();

  /**
   * What it works with.
   *
   * @param others the other hosts that are there
   * @param random for keys of calls that have none
   */
  public record Parts(
      Vertx vertx,
      Ownership ownership,
      Supplier<List<Place>> others,
      StoreSecret secret,
      Clock clock,
      Ticker ticker,
      Timers timers,
      RandomGenerator random) {}

  public Relay(Parts parts) {
    this.parts = parts;
    this.client = new HostClient(parts.vertx(), new Sealing(parts.secret(), parts.clock()));
  }

  @Override
  public Future<Result> owner(SessionId session, Operation operation, Call call) {
    Duration patience = PATIENCE.plusMillis(Math.max(0, call.number("wait_ms", 0)));
    return new Attempts(this, session, operation, patience).start(call);
  }

  /** What may be tried again on another host needs a key, so that it is done once. */
  Call keyed(Call call) {
    if (call.key() != null) {
      return call;
    }
    String key = "relay-" + Long.toHexString(parts.random().nextLong());
    return new Call(call.principal(), call.input(), key, call.requestId(), call.progress());
  }

  Parts parts() {
    return parts;
  }

  Future<Result> send(Place to, Operation operation, Call call, Duration atMost) {
    forwarded.incrementAndGet();
    return client.ask(to.address(), operation, call, atMost);
  }

  /** How many calls were brought to other hosts. */
  public long forwarded() {
    return forwarded.get();
  }

  @Override
  public Future<Result> everywhere(String list, Operation operation, Call call) {
    List<Future<List<?>>> answers = new ArrayList<>();
    for (Place other : parts.others().get()) {
      answers.add(
          client
              .ask(other.address(), operation, call, GLANCE)
              .<List<?>>map(result -> (List<?>) result.body().get(list))
              .recover(cause -> without(other, operation, cause)));
    }
    return operation
        .handler()
        .handle(call)
        .compose(own -> Future.join(answers).map(all -> joined(list, own, answers)));
  }

  private static Future<List<?>> without(Place other, Operation operation, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("host", other.node())
        .log("{} is shown without this host: {}", operation.name(), cause.getMessage());
    return Future.succeededFuture(List.of());
  }

  private static Result joined(String list, Result own, List<Future<List<?>>> others) {
    List<Object> all = new ArrayList<>((List<?>) own.body().get(list));
    others.forEach(other -> all.addAll(other.result()));
    Map<String, Object> body = new LinkedHashMap<>(own.body());
    body.put(list, all);
    return new Result.Done(body);
  }
}
