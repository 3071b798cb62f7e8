package crossreview.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Which revision a message is in, decided from the message alone.
 *
 * <pre>
 *   _meta names a version             the stateless revision; headers must say the same
 *   initialize                        a revision before it; the answer settles which
 *   header names a former version     the same, later on
 *   anything else                     refused
 * </pre>
 */
record Revision(String version) {
  private static final String MODERN = "2026-07-28";
  private static final List<String> FORMER = List.of("2025-11-25", "2025-06-18");
  static final List<String> SUPPORTED = List.of(MODERN, "2025-11-25", "2025-06-18");
  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final String CLIENT = "io.modelcontextprotocol/clientCapabilities";
  private static final String HEADER = "MCP-Protocol-Version";

  boolean modern() {
    return version.equals(MODERN);
  }

  /** The version that an initialize is answered with: the same, or our latest of its kind. */
  static String negotiated(Object wanted) {
    return wanted instanceof String text && FORMER.contains(text) ? text : FORMER.getFirst();
  }

  static Revision of(Message message, UnaryOperator<String> header) {
    Object named = McpDoor.meta(message).get(VERSION);
    String said = header.apply(HEADER);
    if (named != null) {
      return modern(message, named, said, header);
    }
    if (message.kind() == Message.Kind.REQUEST && message.method().equals("initialize")) {
      return new Revision(negotiated(message.params().get("protocolVersion")));
    }
    if (said == null) {
      throw RpcFault.invalidRequest(
          "the header " + HEADER + " is missing; begin with initialize or server/discover");
    }
    if (said.equals(MODERN)) {
      throw RpcFault.invalidParams("_meta must name " + VERSION, true);
    }
    if (!FORMER.contains(said)) {
      throw RpcFault.unsupported(said);
    }
    return new Revision(said);
  }

  private static Revision modern(
      Message message, Object named, String said, UnaryOperator<String> header) {
    if (!named.equals(said)) {
      throw RpcFault.headerMismatch(HEADER + " must be " + named + ", as in _meta, is " + said);
    }
    if (!named.equals(MODERN)) {
      throw RpcFault.unsupported(said);
    }
    if (message.kind() == Message.Kind.RESPONSE) {
      throw RpcFault.invalidRequest("nothing was asked of you");
    }
    same(header.apply("Mcp-Method"), message.method(), "Mcp-Method");
    if (message.method().equals("tools/call")) {
      Object name = message.params().get("name");
      same(header.apply("Mcp-Name"), name instanceof String text ? text : "", "Mcp-Name");
    }
    if (!(McpDoor.meta(message).get(CLIENT) instanceof Map<?, ?>)) {
      throw RpcFault.invalidParams("_meta must hold " + CLIENT, true);
    }
    return new Revision(MODERN);
  }

  private static void same(String given, String expected, String name) {
    if (given == null || !decoded(given).equals(expected)) {
      throw RpcFault.headerMismatch("the header " + name + " must say what the body says");
    }
  }

  /** Names beyond ASCII travel as {@code =?base64?…?=}. */
  private static String decoded(String given) {
    String begin = "=?base64?";
    if (!given.startsWith(begin) || !given.endsWith("?=") || given.length() < begin.length() + 2) {
      return given;
    }
    try {
      byte[] bytes =
          Base64.getDecoder().decode(given.substring(begin.length(), given.length() - 2));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return given; // then it is no such name, and differs
    }
  }
}
