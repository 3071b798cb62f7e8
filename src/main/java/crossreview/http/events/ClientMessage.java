package crossreview.http.events;

import crossreview.feed.FeedPosition;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.NameSuggestion;
import crossreview.model.SessionId;
import crossreview.model.ValueChecks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client says over its WebSocket. */
sealed interface ClientMessage {
  record SubscribeMessage(SessionId session, long after, EventFilter eventFilter)
      implements ClientMessage {}

  /**
   * @param more whether further heads come in the next message
   */
  record SubscribeAllMessage(FeedPosition from, boolean more, EventFilter eventFilter)
      implements ClientMessage {}

  record UnsubscribeMessage(SessionId session) implements ClientMessage {}

  record PingMessage() implements ClientMessage {}

  /** It cannot be understood. */
  record MalformedMessage(String code, String why) implements ClientMessage {}

  /** It can be understood, and there is no such session. */
  record UnknownSession(String given) implements ClientMessage {}

  List<String> TYPES = List.of("subscribe", "unsubscribe", "ping");

  static ClientMessage read(byte[] text) {
    try {
      Map<String, Object> json = JsonReader.readObject(text);
      Object type = json.get("type");
      return switch (type instanceof String word ? word : "") {
        case "subscribe" -> subscribe(json);
        case "unsubscribe" -> unsubscribe(json);
        case "ping" -> closed(json, Set.of("type")).orElseGet(PingMessage::new);
        default -> unknown(type);
      };
    } catch (InvalidJsonException e) {
      return new MalformedMessage("invalid_json", String.valueOf(e.getMessage()));
    }
  }

  private static ClientMessage unknown(@Nullable Object type) {
    String shown = type instanceof String word ? word : "";
    String hint = NameSuggestion.hint(shown, TYPES);
    return new MalformedMessage(
        "unknown_type", "type \"" + ValueChecks.cut(shown, 40) + "\" is not known" + hint);
  }

  private static ClientMessage subscribe(Map<String, Object> json) {
    boolean everything = json.containsKey("all");
    Set<String> known =
        everything
            ? Set.of("type", "all", "heads", "from_now", "more", "types", "tokens")
            : Set.of("type", "session", "after", "types", "tokens");
    Optional<ClientMessage> extra = closed(json, known);
    if (extra.isPresent()) {
      return extra.get();
    }
    Object tokens = json.getOrDefault("tokens", false);
    if (!(tokens instanceof Boolean)) {
      return new MalformedMessage("invalid_message", "tokens must be true or false");
    }
    Optional<EventFilter> wanted =
        EventFilter.of(json.getOrDefault("types", List.of()), (Boolean) tokens);
    if (wanted.isEmpty()) {
      String rule = "types must be at most " + EventFilter.TYPES_MAX + " names such as round.*";
      return new MalformedMessage("invalid_message", rule);
    }
    return everything ? everything(json, wanted.get()) : one(json, wanted.get());
  }

  private static ClientMessage one(Map<String, Object> json, EventFilter eventFilter) {
    Object after = json.getOrDefault("after", 0L);
    if (!(after instanceof Long seq) || seq < 0) {
      return new MalformedMessage("invalid_message", "after must be a whole number from 0");
    }
    return session(json, id -> new SubscribeMessage(id, seq, eventFilter));
  }

  private static ClientMessage everything(Map<String, Object> json, EventFilter eventFilter) {
    if (!Boolean.TRUE.equals(json.get("all"))) {
      return new MalformedMessage("invalid_message", "all must be true");
    }
    // A client without heads has never followed: it begins now, unless it says otherwise.
    Object fromNow = json.getOrDefault("from_now", !json.containsKey("heads"));
    Object more = json.getOrDefault("more", false);
    if (!(fromNow instanceof Boolean) || !(more instanceof Boolean)) {
      return new MalformedMessage("invalid_message", "from_now and more must be true or false");
    }
    Map<SessionId, Long> heads = new LinkedHashMap<>();
    if (!(json.getOrDefault("heads", Map.of()) instanceof Map<?, ?> given)) {
      return new MalformedMessage(
          "invalid_message", "heads must be an object that maps sessions to seqs");
    }
    for (Map.Entry<?, ?> entry : given.entrySet()) {
      Optional<SessionId> id = SessionId.parse((String) entry.getKey());
      if (id.isEmpty() || !(entry.getValue() instanceof Long seq) || seq < 0) {
        return new MalformedMessage(
            "invalid_message", "heads must be an object that maps sessions to seqs");
      }
      heads.put(id.get(), seq);
    }
    FeedPosition from = new FeedPosition(heads, (Boolean) fromNow);
    return new SubscribeAllMessage(from, (Boolean) more, eventFilter);
  }

  private static ClientMessage unsubscribe(Map<String, Object> json) {
    return closed(json, Set.of("type", "session"))
        .orElseGet(() -> session(json, UnsubscribeMessage::new));
  }

  /** Something about the session that the message names. */
  @FunctionalInterface
  interface MessageFactory {
    ClientMessage of(SessionId id);
  }

  private static ClientMessage session(Map<String, Object> json, MessageFactory messageFactory) {
    if (!(json.get("session") instanceof String given)) {
      return new MalformedMessage("invalid_message", "session must be a string");
    }
    Optional<SessionId> id = SessionId.parse(given);
    return id.isPresent() ? messageFactory.of(id.get()) : new UnknownSession(given);
  }

  /** A refusal of fields that the message does not have. */
  private static Optional<ClientMessage> closed(Map<String, Object> json, Set<String> known) {
    return json.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name ->
            new MalformedMessage(
                "invalid_message",
                "unknown field \""
                    + ValueChecks.cut(name, 40)
                    + "\""
                    + NameSuggestion.hint(name, known)));
  }
}
