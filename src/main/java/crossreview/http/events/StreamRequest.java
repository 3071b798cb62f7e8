package crossreview.http.events;

import crossreview.feed.FeedCursor;
import crossreview.http.reply.ProblemReply;
import crossreview.http.request.HttpExchange;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of server-sent events follows.
 *
 * <pre>
 *   GET /api/v1/sessions/{id}/events    one session
 *   GET /api/v1/events?session=…        some, the field repeated; none for everything
 *     after=17                          the seq after which to begin, in each; 0. Everything
 *                                       begins now without it, and with 0 at all first lines
 *     types=round.*,run.ended           lines of these types only
 *     tokens=true                       also the messages about answers that grow
 *     Last-Event-ID: …                  the last id that came; wins over after
 * </pre>
 *
 * @param place empty for everything
 * @param last where a stream of everything was, if it was one
 * @param fromNow whether a stream of everything leaves out what is there already
 */
record StreamRequest(
    StreamCursor place, Optional<String> last, boolean fromNow, EventFilter eventFilter) {
  private static final Set<String> FIELDS = Set.of("session", "after", "types", "tokens");

  /**
   * @param inPath the session that the path names
   */
  static StreamRequest of(HttpExchange httpExchange, @Nullable String inPath, int sessionsMax) {
    MultiMap query = httpExchange.context().queryParams();
    for (String name : query.names()) {
      if (!FIELDS.contains(name) || inPath != null && name.equals("session")) {
        throw fault("/" + name, "unknown field");
      }
    }
    Set<SessionId> sessions = new LinkedHashSet<>();
    List<String> named = inPath == null ? query.getAll("session") : List.of(inPath);
    for (String id : named) {
      Optional<SessionId> session = SessionId.parse(id);
      sessions.add(session.orElseThrow(() -> new ProblemException(Problem.noSession(id))));
    }
    if (sessions.size() > sessionsMax) {
      String message = "at most " + sessionsMax + " sessions, or all";
      throw RequestProblem.TOO_MANY_SUBSCRIPTIONS.exception(message);
    }
    return sessions.isEmpty()
        ? everything(httpExchange, query)
        : new StreamRequest(
            place(httpExchange, query, sessions), Optional.empty(), false, wanted(query));
  }

  private static StreamRequest everything(HttpExchange httpExchange, MultiMap query) {
    Optional<String> last = Optional.ofNullable(httpExchange.request().getHeader("Last-Event-ID"));
    if (last.isPresent() && !FeedCursor.looksLike(last.get())) {
      throw fault("/Last-Event-ID", "does not belong to a stream of all sessions");
    }
    if (after(query) != 0) {
      throw fault("/after", "must be 0 without session, or absent for everything from now on");
    }
    boolean fromNow = last.isEmpty() && !query.contains("after");
    return new StreamRequest(StreamCursor.of(Set.of(), 0), last, fromNow, wanted(query));
  }

  private static StreamCursor place(
      HttpExchange httpExchange, MultiMap query, Set<SessionId> sessions) {
    StreamCursor begin = StreamCursor.of(sessions, after(query));
    String last = httpExchange.request().getHeader("Last-Event-ID");
    if (last == null) {
      return begin;
    }
    StreamCursor place =
        StreamCursor.parse(last)
            .orElseThrow(() -> fault("/Last-Event-ID", "was not issued by this server"));
    if (!place.all().keySet().equals(sessions)) {
      throw fault("/Last-Event-ID", "belongs to a stream of other sessions");
    }
    return place;
  }

  private static long after(MultiMap query) {
    String after = query.contains("after") ? query.get("after") : "0";
    if (!after.matches("[0-9]{1,18}")) {
      throw fault("/after", "must be a whole number from 0");
    }
    return Long.parseLong(after);
  }

  private static EventFilter wanted(MultiMap query) {
    String tokens = query.contains("tokens") ? query.get("tokens") : "false";
    if (!tokens.matches("true|false")) {
      throw fault("/tokens", "must be true or false");
    }
    List<String> types =
        query.contains("types") ? List.of(query.get("types").split(",", -1)) : new ArrayList<>();
    return EventFilter.of(types, tokens.equals("true"))
        .orElseThrow(() -> fault("/types", "must be types separated by commas, such as round.*"));
  }

  private static ProblemException fault(String path, String message) {
    return new ProblemException(ProblemReply.invalid(RequestProblem.INVALID_INPUT, path, message));
  }
}
