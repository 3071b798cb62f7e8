package crossreview.prompt;

import crossreview.guard.PromptFence;
import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parts of a prompt about the files beside the artifact: one of rules, one of the others. */
final class ContextParts {
  private ContextParts() {}

  static List<String> of(PromptContext context, PromptFence fence) {
    List<String> parts = new ArrayList<>();
    if (!context.rules().isEmpty()) {
      parts.add(PromptTexts.RULES + files(context.rules(), "rule", fence));
    }
    if (!context.shown().isEmpty()) {
      parts.add(PromptTexts.CONTEXT + files(context.shown(), "file", fence));
    }
    if (!context.left().isEmpty()) {
      String lines =
          context.left().stream().map(ContextParts::line).collect(Collectors.joining("\n"));
      parts.add(PromptTexts.LEFT_OUT + fence.opening("files") + lines + fence.closing("files"));
    }
    return parts;
  }

  private static String files(List<ContextText> files, String name, PromptFence fence) {
    return files.stream()
        .map(one ->
            fence.opening("about")
                + one.about()
                + fence.closing("about")
                + fence.opening(name)
                + one.text()
                + fence.closing(name))
        .collect(Collectors.joining());
  }

  private static String line(PromptContext.LeftFile left) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("path", left.file().path());
    line.put("kind", left.file().kind().wireName());
    line.put("why", left.reason());
    return JsonWriter.of(line);
  }
}
