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
  /** One script of ours, which searches; no styles from elsewhere and no frames. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; base-uri 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>crossreview %s</title>
      <style>
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
      :root { background: light-dark(#fff, #14181d); color: light-dark(#1c2128, #e6e9ed) }
      a { color: light-dark(#0a58b0, #7db7ff) }
      body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
      code { font-size: .95em }
      details { border-top: 1px solid #8884; padding: .5rem 0 }
      summary { cursor: pointer }
      td { padding: .1rem 1rem .1rem 0; vertical-align: top }
      .role { float: right; opacity: .7 }
      input { font: inherit; padding: .3rem .5rem; width: 100%%; max-width: 30rem; box-sizing: border-box }
      </style>
      <script type="module" src="%s/docs.js"></script>
      <main>
      <h1>crossreview %s</h1>
      <p>All HTTP operations, below <code>/api/v1</code>, with
      <code>Authorization: Bearer …</code>. For programs: <a href="/openapi.json">OpenAPI</a>.
      Agents call the same operations as tools at <code>/mcp</code>; events are at
      <code>/api/v1/events</code> (WebSocket, or <code>text/event-stream</code>).</p>
      <h2>Start here</h2>
      <ol>
      <li><a href="#session_start_unanimous">Start a review</a> of a text; the answer has its id.</li>
      <li><a href="#session_events">Follow its events</a>, or <a href="#session_poll">wait</a> for its end.</li>
      <li><a href="#session_findings">Read the findings</a> and the <a href="#session_read">votes</a>.</li>
      <li>Submit a <a href="#session_submit">better text</a> and <a href="#run_start">start the next run</a>, or
      <a href="#finding_waive">waive</a> a finding with a reason.</li>
      <li>Ask the <a href="#change_gate">gate</a> whether a change is approved.</li>
      </ol>
      <p>For people there is <a href="/">the page</a>.</p>
      <p id="searching" hidden><label>Search the operations<br><input id="search" type="search"></label>
      <span id="found" role="status"></span></p>
      """;

  private DocsPage() {}

  /**
   * The page.
   *
   * @param base where the script is, without a slash at the end
   */
  static byte[] of(Collection<Operation> operations, String version, String base) {
    StringBuilder page =
        new StringBuilder(String.format(Locale.ROOT, HEAD, safe(version), base, safe(version)));
    List<Operation> sorted =
        operations.stream()
            .sorted(
                Comparator.comparing((Operation o) -> o.httpRoute().path())
                    .thenComparing(o -> o.httpRoute().method()))
            .toList();
    for (DocsGroup group : DocsGroup.values()) {
      page.append("<section><h2>").append(group.title()).append("</h2>\n");
      group.of(sorted).forEach(operation -> operation(page, operation));
      page.append("</section>\n");
    }
    return page.append("</main>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
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
