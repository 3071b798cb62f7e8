package crossreview.life;

import java.util.List;
import java.util.stream.Stream;

/** Texts that would run as a script if a page took one of them for markup. */
final class MarkupPayloads {
  private static final String CODE = "window.hacked=1";

  private static final List<String> FORMS =
      List.of(
          "<script>%s</script>",
          "<img src=x onerror=%s>",
          "<svg onload=%s>",
          "<svg><script>%s</script></svg>",
          "<iframe srcdoc='<script>parent.%s</script>'></iframe>",
          "<body onload=%s>",
          "<input autofocus onfocus=%s>",
          "<details open ontoggle=%s>",
          "<video src=x onerror=%s></video>",
          "<audio src=x onerror=%s></audio>",
          "<object data='javascript:%s'></object>",
          "<embed src='javascript:%s'>",
          "<a href='javascript:%s' autofocus>x</a>",
          "<form action='javascript:%s'><button autofocus>x</button></form>",
          "<math href='javascript:%s'>x</math>",
          "<meta http-equiv=refresh content='0;url=javascript:%s'>",
          "<link rel=stylesheet href='javascript:%s'>",
          "<style onload=%s></style>",
          "<base href='javascript:%s//'>",
          "<marquee onstart=%s>x</marquee>",
          "<select autofocus onfocus=%s></select>",
          "<textarea autofocus onfocus=%s></textarea>",
          "<template><script>%s</script></template>",
          "<p style='animation:x' onanimationstart=%s>x</p>",
          "javascript:%s",
          "${%s}",
          "{{constructor.constructor('%s')()}}");

  private static final List<String> BEGINNINGS =
      List.of("", "\"'>", "</title>", "</textarea>", "</script>", "-->", "]]>", "</style>");

  private MarkupPayloads() {}

  static List<String> all() {
    return BEGINNINGS.stream().flatMap(MarkupPayloads::after).toList();
  }

  private static Stream<String> after(String beginning) {
    return FORMS.stream().map(form -> beginning + form.replace("%s", CODE));
  }
}
