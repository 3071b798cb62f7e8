package crossreview.mcp;

import crossreview.access.Principal;
import crossreview.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The sessions of the revisions that have them; in memory, a restart forgets them. Any thread. */
final class McpSessionRegistry {
  private static final Duration IDLE = Duration.ofHours(1);
  private static final int SESSIONS_MAX = 1_000; // a megabyte each when all streams are kept
  private static final int OWNED_MAX =
      50; // a client that begins again leaves the former one behind
  private static final int ID_BYTES = 24; // 192 bits cannot be guessed

  private final Ticker ticker;
  private final RandomGenerator random;
  private final Map<String, McpSession> sessions = new LinkedHashMap<>();

  McpSessionRegistry(Ticker ticker, RandomGenerator random) {
    this.ticker = ticker;
    this.random = random;
  }

  McpSession begin(
      Principal owner, ProtocolRevision protocolRevision, Map<String, Object> clientCapabilities) {
    byte[] bits = new byte[ID_BYTES];
    random.nextBytes(bits);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    McpSession session = new McpSession(id, owner.name(), protocolRevision, clientCapabilities);
    session.used(ticker.nanos());
    List<McpSession> gone;
    synchronized (this) {
      gone = new ArrayList<>(sessions.values().stream().filter(this::idle).toList());
      gone.forEach(old -> sessions.remove(old.id()));
      longestUnused(owner.name())
          .ifPresent(old -> {
            sessions.remove(old.id());
            gone.add(old);
          });
      if (sessions.size() >= SESSIONS_MAX) {
        throw new RpcException(503, -32603, "too many sessions are open; try again later", null);
      }
      sessions.put(id, session);
    }
    gone.forEach(McpSession::close);
    return session;
  }

  /** The one that makes room for another of the same owner, if it has as many as it may. */
  private Optional<McpSession> longestUnused(String owner) {
    List<McpSession> own =
        sessions.values().stream().filter(session -> session.owner().equals(owner)).toList();
    return own.size() < OWNED_MAX
        ? Optional.empty()
        : own.stream().min(Comparator.comparing(McpSession::lastUsed));
  }

  private boolean idle(McpSession session) {
    return ticker.nanos() - session.lastUsed() > IDLE.toNanos();
  }

  /** The session that a request names. Refused with 404 when it is not, or not this caller's. */
  synchronized McpSession find(Principal principal, String id) {
    McpSession session = sessions.get(id);
    if (session == null || !session.owner().equals(principal.name())) {
      throw new RpcException(404, -32600, "there is no such session; start with initialize", null);
    }
    session.used(ticker.nanos());
    return session;
  }

  void end(McpSession session) {
    synchronized (this) {
      sessions.remove(session.id());
    }
    session.close();
  }

  /** How many are open. */
  synchronized int size() {
    return sessions.size();
  }
}
