package crossreview.mcp;

import crossreview.json.JsonTree;
import crossreview.mcp.RpcMessage.RpcCall;
import crossreview.mcp.RpcMessage.RpcRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which revision a message is in, decided from the message and from the session that it names.
 *
 * <pre>
 *   _meta names a version             the stateless revision; headers must say the same
 *   initialize                        a revision before it; the answer settles which
 *   names a session                   the revision that its initialize was answered with
 *   header names a former version     that one, for clients without a session
 *   anything else                     refused
 * </pre>
 *
 * <p>In a session a header may be absent, or name another former version: clients exist that do
 * either, and what was negotiated is known.
 */
record ProtocolRevision(String version) {
  private static final String MODERN = "2026-07-28";
  private static final String STRUCTURED = "2025-06-18";
  private static final String ANNOTATED = "2025-03-26";
  private static final List<String> FORMER =
      List.of("2025-11-25", STRUCTURED, ANNOTATED, "2024-11-05");
  static final List<String> SUPPORTED = Stream.concat(Stream.of(MODERN), FORMER.stream()).toList();

  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final String CLIENT = "io.modelcontextprotocol/clientCapabilities";

  /** The parameter that the header {@code Mcp-Name} repeats. */
  private static final Map<String, String> NAMED =
      Map.of(
          "tools/call", "name",
          "prompts/get", "name",
          "resources/read", "uri",
          "tasks/get", "taskId",
          "tasks/update", "taskId",
          "tasks/cancel", "taskId");

  /** The header that names a session of the former revisions. */
  static final String SESSION = "Mcp-Session-Id";

  private static final String HEADER = "MCP-Protocol-Version";

  boolean modern() {
    return version.equals(MODERN);
  }

  /** Whether it has titles, output schemas and structured content. */
  boolean structured() {
    return version.compareTo(STRUCTURED) >= 0; // versions are dates
  }

  /** Whether it has hints about tools, a capability for completions, and texts of progress. */
  boolean annotated() {
    return version.compareTo(ANNOTATED) >= 0;
  }

  /** The version that an initialize is answered with: the same, or our latest of its kind. */
  private static String negotiated(@Nullable Object wanted) {
    return wanted instanceof String text && FORMER.contains(text) ? text : FORMER.getFirst();
  }

  /**
   * The revision that a message says by itself. Without a header it is the one that the
   * specification assumes; the session that the message then names corrects it.
   */
  static ProtocolRevision of(RpcMessage rpcMessage, UnaryOperator<String> header) {
    String said = header.apply(HEADER);
    if (rpcMessage instanceof RpcCall call && call.meta().get(VERSION) != null) {
      return modern(call, call.meta().get(VERSION), said, header);
    }
    if (rpcMessage instanceof RpcRequest request && request.initializes()) {
      return new ProtocolRevision(negotiated(request.params().get("protocolVersion")));
    }
    if (said == null && header.apply(SESSION) != null) {
      return new ProtocolRevision(ANNOTATED);
    }
    if (said == null) {
      throw RpcException.invalidRequest(
          "both headers "
              + HEADER
              + " and "
              + SESSION
              + " are missing; start with initialize or server/discover");
    }
    if (said.equals(MODERN)) {
      throw RpcException.invalidParams("_meta must name " + VERSION, true);
    }
    if (!FORMER.contains(said)) {
      throw RpcException.unsupported(said, SUPPORTED);
    }
    return new ProtocolRevision(said);
  }

  private static ProtocolRevision modern(
      RpcCall call, Object version, String said, UnaryOperator<String> header) {
    if (!version.equals(said)) {
      throw RpcException.headerMismatch(
          HEADER + " must be " + version + ", as in _meta, is " + said);
    }
    if (!version.equals(MODERN)) {
      throw RpcException.unsupported(said, SUPPORTED);
    }
    same(header.apply("Mcp-Method"), call.method(), "Mcp-Method");
    String named = NAMED.get(call.method());
    if (named != null) {
      Object name = call.params().get(named);
      same(header.apply("Mcp-Name"), name instanceof String text ? text : "", "Mcp-Name");
    }
    if (!(call.meta().get(CLIENT) instanceof Map<?, ?>)) {
      throw RpcException.invalidParams("_meta must hold " + CLIENT, true);
    }
    return new ProtocolRevision(MODERN);
  }

  /** Refuses a call whose headers say something else about its arguments than its body. */
  static void checkArguments(
      Map<String, String> published, RpcCall call, UnaryOperator<String> header) {
    Map<?, ?> arguments = JsonTree.object(call.params(), "/arguments");
    published.forEach((argument, name) -> {
      Object value = arguments.get(argument);
      String given = header.apply("Mcp-Param-" + name);
      if (value != null || given != null) {
        same(given, String.valueOf(value), "Mcp-Param-" + name);
      }
    });
  }

  private static void same(String given, String expected, String name) {
    if (given == null || !decoded(given).equals(expected)) {
      throw RpcException.headerMismatch("the header " + name + " must match the body");
    }
  }

  /** Names beyond ASCII travel as {@code =?base64?…?=}. */
  private static String decoded(String given) {
    String begin = "=?base64?";
    if (!given.startsWith(begin) || !given.endsWith("?=") || given.length() < begin.length() + 2) {
      return given;
    }
    String encoded = given.substring(begin.length(), given.length() - 2);
    if (encoded.length() % 4 != 0) {
      return given; // without its padding it is no such name
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return given; // then it is no such name, and differs
    }
  }
}
