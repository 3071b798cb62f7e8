package crossreview.mcp;

import crossreview.json.JsonTree;
import crossreview.time.Ticker;
import crossreview.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers messages of the Model Context Protocol.
 *
 * <p>Source: the specification on modelcontextprotocol.io: basic, versioning, lifecycle, streamable
 * HTTP, discover, subscriptions, tasks and server features, of the revisions that {@link Revision}
 * lists.
 */
public final class McpDoor {
  private static final Logger LOG = LoggerFactory.getLogger(McpDoor.class);
  private static final long LIST_TTL_MS = 60_000; // lists change with a new version only

  /** Hosts give up on a call of which they hear nothing for some minutes, some after 60 seconds. */
  private static final Duration BEAT = Duration.ofSeconds(10);

  private final Shelf shelf;
  private final Timers timers;
  private final FormerMethods former;
  private final Listening listening;
  private final Map<String, Object> serverInfo = new LinkedHashMap<>();

  /**
   * What it works with.
   *
   * @param random cryptographically strong
   */
  public record Parts(Timers timers, Ticker ticker, RandomGenerator random) {}

  public McpDoor(Shelf shelf, String version, Parts parts) {
    this.shelf = shelf;
    this.timers = parts.timers();
    this.listening = new Listening(shelf, timers, BEAT);
    serverInfo.put("name", "crossreview");
    serverInfo.put("title", "crossreview");
    serverInfo.put("version", version);
    McpSessions sessions = new McpSessions(parts.ticker(), parts.random());
    this.former = new FormerMethods(shelf, sessions, serverInfo, timers, BEAT);
  }

  /** Answers a message. Never fails: a bug is logged and answered as an internal error. */
  public void post(Asked asked, Wire wire) {
    Message message = asked.message();
    try {
      if (message.fault() != null) {
        throw message.fault();
      }
      Revision revision = Revision.of(message, asked.header());
      McpSession session = revision.modern() ? null : former.session(asked);
      if (revision.modern() && message.method().equals("tools/call")) {
        String tool = String.valueOf(message.params().get("name"));
        Revision.checkArguments(shelf.parameterHeaders(tool), message, asked.header());
      }
      if (message.kind() == Message.Kind.REQUEST) {
        request(asked, revision, session, wire);
        return;
      }
      if (message.kind() == Message.Kind.NOTIFICATION) {
        FormerMethods.heard(message, session);
      } else if (session != null) {
        session.answered(message);
      }
      wire.answer(202, Map.of(), null);
    } catch (RpcFault fault) {
      wire.answer(fault.status(), Map.of(), refused(message, fault));
    }
  }

  private void request(Asked asked, Revision revision, McpSession session, Wire wire) {
    Message message = asked.message();
    Replying replying = new Replying(wire, session, asked.streams());
    Turn turn = new Turn(asked, revision.modern(), session, replying);
    if (revision.modern() && message.method().equals("subscriptions/listen")) {
      listening.begin(turn, message, wire);
      return;
    }
    if (session == null) {
      wire.onGone(turn::cancel); // nobody can come back for the answer
    } else {
      session.begin(message.id(), turn);
    }
    turn.cancelled().onSuccess(none -> replying.drop());
    Beats beats = Beats.begin(timers, BEAT, replying::beat);
    result(turn, revision, session, replying)
        .map(tree -> replied(message, revision, tree))
        .recover(cause -> Future.succeededFuture(broken(asked, cause)))
        .onSuccess(answer -> {
          beats.stop();
          if (session != null) {
            session.end(message.id());
          }
          replying.finish(answer.status(), answer.body());
        });
  }

  private record Answer(int status, Map<String, Object> body) {}

  private Future<Map<String, Object>> result(
      Turn turn, Revision revision, McpSession session, Replying replying) {
    try {
      if (turn.method().equals("server/discover")) {
        return Future.succeededFuture(discovered());
      }
      if (turn.method().startsWith("tasks/") && revision.modern() && !turn.takesTasks()) {
        Map<String, Object> tasks = JsonTree.of(Turn.TASKS, new LinkedHashMap<>());
        throw RpcFault.missing(JsonTree.of("extensions", tasks));
      }
      Future<Map<String, Object>> result =
          revision.modern() ? null : former.result(turn, session, replying);
      result = result == null ? shelf.answer(turn) : result;
      if (result == null) {
        throw RpcFault.noMethod(turn.method(), revision.modern());
      }
      return result;
    } catch (RpcFault fault) {
      return Future.failedFuture(fault);
    }
  }

  private Map<String, Object> discovered() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("supportedVersions", Revision.SUPPORTED);
    result.put("capabilities", shelf.capabilities(true));
    result.put("instructions", shelf.instructions());
    result.put("ttlMs", LIST_TTL_MS);
    result.put("cacheScope", "private");
    return result;
  }

  private Answer replied(Message message, Revision revision, Map<String, Object> result) {
    if (revision.modern()) {
      result.putIfAbsent("resultType", "complete");
      result.put("_meta", JsonTree.of("io.modelcontextprotocol/serverInfo", serverInfo));
      boolean read = message.method().equals("resources/read");
      if (read || message.method().endsWith("/list")) {
        result.putIfAbsent("ttlMs", read ? 0L : LIST_TTL_MS);
        result.putIfAbsent("cacheScope", "private");
      }
    }
    Map<String, Object> body = Message.envelope(message.id());
    body.put("result", result);
    return new Answer(200, body);
  }

  private static Answer broken(Asked asked, Throwable cause) {
    if (cause instanceof RpcFault known) {
      return new Answer(known.status(), refused(asked.message(), known));
    }
    LOG.atError().addKeyValue("request", asked.requestId()).setCause(cause).log("a tool failed");
    RpcFault fault = RpcFault.internal(asked.requestId());
    return new Answer(fault.status(), refused(asked.message(), fault));
  }

  private static Map<String, Object> refused(Message message, RpcFault fault) {
    boolean request = message != null && message.kind() == Message.Kind.REQUEST;
    Map<String, Object> body = Message.envelope(request ? message.id() : null);
    body.put("error", fault.tree());
    return body;
  }

  /** Gives a session's stream: that of a request whose connection broke, or that of none. */
  public void get(Asked asked, Wire wire) {
    answered(wire, () -> former.stream(asked, wire));
  }

  /** Ends a session. */
  public void delete(Asked asked, Wire wire) {
    answered(wire, () -> former.end(asked, wire));
  }

  private static void answered(Wire wire, Runnable task) {
    try {
      task.run();
    } catch (RpcFault fault) {
      wire.answer(fault.status(), Map.of(), refused(null, fault));
    }
  }
}
