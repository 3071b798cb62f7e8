package crossreview.http.server;

import crossreview.json.JsonTree;
import crossreview.operation.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The HTTP API as a page for people, made from the same operations as its routes. Pure. */
final class DocsPage {
  /** Without scripts, styles from elsewhere or frames. */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>crossreview %s</title>
      <style>
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
      body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
      code { font-size: .95em }
      details { border-top: 1px solid #8884; padding: .5rem 0 }
      summary { cursor: pointer }
      td { padding: .1rem 1rem .1rem 0; vertical-align: top }
      .role { float: right; opacity: .7 }
      </style>
      <h1>crossreview %s</h1>
      <p>All HTTP operations, below <code>/api/v1</code>, with
      <code>Authorization: Bearer …</code>. For programs: <a href="/openapi.json">OpenAPI</a>.
      Agents call the same operations as tools at <code>/mcp</code>; events are at
      <code>/api/v1/events</code> (WebSocket, or <code>text/event-stream</code>).</p>
      """;

  private DocsPage() {}

  static byte[] of(Collection<Operation> operations, String version) {
    StringBuilder page =
        new StringBuilder(String.format(Locale.ROOT, HEAD, safe(version), safe(version)));
    operations.stream()
        .sorted(
            Comparator.comparing((Operation o) -> o.httpRoute().path())
                .thenComparing(o -> o.httpRoute().method()))
        .forEach(operation -> operation(page, operation));
    return page.append("</html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void operation(StringBuilder page, Operation operation) {
    page.append("<details id=\"").append(operation.name()).append("\"><summary><code>");
    page.append(operation.httpRoute().method())
        .append(' ')
        .append(safe(operation.httpRoute().path()));
    page.append("</code> ").append(safe(operation.title()));
    page.append(" <span class=\"role\">")
        .append(operation.accessRole().wireName())
        .append("</span>");
    page.append("</summary>\n<p>").append(safe(operation.description())).append("</p>\n");
    fields(page, "Input", operation.input());
    fields(page, "Answers", operation.output());
    page.append("</details>\n");
  }

  private static void fields(StringBuilder page, String title, Map<String, Object> schema) {
    Map<?, ?> fields = JsonTree.object(schema, "/properties");
    if (fields.isEmpty()) {
      return;
    }
    Set<?> must =
        schema.get("required") instanceof List<?> names
            ? names.stream().collect(Collectors.toSet())
            : Set.of();
    page.append("<p>").append(title).append("</p>\n<table>\n");
    fields.forEach((name, field) -> {
      Map<?, ?> about = (Map<?, ?>) field;
      page.append("<tr><td><code>").append(name).append("</code>");
      page.append("<td>").append(must.contains(name) ? "always" : "optional");
      page.append("<td>").append(safe(kind(about)));
      page.append("<td>").append(safe(String.valueOf(about.get("description")))).append('\n');
    });
    page.append("</table>\n");
  }

  private static String kind(Map<?, ?> schema) {
    return schema.get("enum") instanceof List<?> words
        ? words.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(schema.get("type"));
  }

  private static String safe(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
