package crossreview.access.browser;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.SeatKey;
import crossreview.access.TokenRegistry.Authentication;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.WireEnum;
import crossreview.store.disk.PrivateFile;
import crossreview.time.TimestampFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code browser-sessions.json} of a data directory, so that a page stays signed in while the
 * daemon is started again. Blocking.
 *
 * <pre>
 *   {"format":1,"sessions":[{"id":"…","name":"operator","project":"default","role":"reader",
 *                            "token_role":"operator","token_sha256":"…","cookie_sha256":"…",
 *                            "tabs":["…"],"created":"…","expires":"…","agent":"…"}]}
 * </pre>
 *
 * <p>The session of somebody who was invited has also {@code seat}, {@code invitation_sha256}, and
 * the {@code token_name} and {@code token_project} of who invited them.
 */
final class BrowserFile {
  private static final long FORMAT = 1;

  private BrowserFile() {}

  static byte[] bytes(BrowserTable table) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("format", FORMAT);
    file.put("sessions", table.sessions().stream().map(BrowserFile::tree).toList());
    return (JsonWriter.of(file) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> tree(BrowserSession session) {
    Principal principal = session.grant().principal();
    Authentication origin = session.grant().origin();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", session.id());
    tree.put("name", principal.name());
    tree.put("project", principal.project());
    tree.put("role", principal.role().wireName());
    if (principal.seat() != null) {
      tree.put("seat", principal.seat().text());
      tree.put("token_name", origin.principal().name());
      tree.put("token_project", origin.principal().project());
    }
    tree.put("token_role", origin.principal().role().wireName());
    tree.put("token_sha256", origin.token().value());
    tree.put("cookie_sha256", session.cookie().value());
    tree.put("tabs", session.tabs().stream().map(Digest::value).toList());
    tree.put("created", TimestampFormat.format(session.created()));
    tree.put("expires", TimestampFormat.format(session.expires()));
    if (session.invitation() != null) {
      tree.put("invitation_sha256", session.invitation().value());
    }
    tree.put("agent", session.agent());
    return tree;
  }

  /** The sessions of a file; refused with the remedy when it holds something else. */
  static BrowserTable read(PrivateFile file) throws IOException {
    try {
      Map<String, Object> tree = JsonReader.readObject(file.read());
      if (!Long.valueOf(FORMAT).equals(tree.get("format"))
          || !(tree.get("sessions") instanceof List<?> list)) {
        throw damaged(file, "is not a list of browser sessions");
      }
      List<BrowserSession> sessions = new ArrayList<>();
      for (Object item : list) {
        sessions.add(session((Map<?, ?>) item));
      }
      return new BrowserTable(sessions);
    } catch (InvalidJsonException
        | IllegalArgumentException
        | IllegalStateException
        | ClassCastException
        | DateTimeParseException e) {
      throw damaged(file, "is damaged: " + e.getMessage());
    }
  }

  private static RuntimeException damaged(PrivateFile file, String why) {
    return file.refused(why + "; remove it: then everybody signs in again");
  }

  private static BrowserSession session(Map<?, ?> tree) {
    Principal principal = principal(tree);
    Authentication origin =
        new Authentication(origin(tree, principal), new Digest(text(tree, "token_sha256")));
    List<Digest> tabs = new ArrayList<>();
    if (tree.get("tabs") instanceof List<?> digests) {
      digests.forEach(tab -> tabs.add(new Digest((String) tab)));
    }
    return new BrowserSession(
        text(tree, "id"),
        new SignInGrant(principal, origin),
        new Digest(text(tree, "cookie_sha256")),
        tabs,
        TimestampFormat.parse(text(tree, "created")),
        TimestampFormat.parse(text(tree, "expires")),
        tree.get("invitation_sha256") == null ? null : new Digest(text(tree, "invitation_sha256")),
        text(tree, "agent"));
  }

  private static Principal principal(Map<?, ?> tree) {
    SeatKey seat =
        tree.get("seat") == null
            ? null
            : SeatKey.parse(text(tree, "seat"))
                .orElseThrow(() -> new IllegalArgumentException("seat is unknown"));
    return new Principal(text(tree, "name"), role(tree, "role"), text(tree, "project"), seat);
  }

  private static Principal origin(Map<?, ?> tree, Principal principal) {
    AccessRole role = role(tree, "token_role");
    return principal.seat() == null
        ? new Principal(principal.name(), role, principal.project())
        : new Principal(text(tree, "token_name"), role, text(tree, "token_project"));
  }

  private static AccessRole role(Map<?, ?> tree, String field) {
    return WireEnum.find(AccessRole.class, text(tree, field))
        .orElseThrow(() -> new IllegalArgumentException(field + " is unknown"));
  }

  private static String text(Map<?, ?> tree, String field) {
    if (tree.get(field) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(field + " is missing");
  }
}
