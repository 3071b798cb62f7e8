package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sessions counted twice, a line or a few each. Pure. */
public final class WhatIfRenderer {
  private static final int DIFFERENCES_MAX = 6; // --json has all of them
  private static final int DETAIL_MAX = 70;

  private WhatIfRenderer() {}

  public static List<String> lines(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    List<JsonNode> rows = answer.trees("sessions");
    if (!rows.isEmpty()) {
      lines.add("ID    RECORDED                UNDER THE POLICY        TASK");
    }
    for (JsonNode row : rows) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "%-5s %-23s %-23s %s",
                  DisplayFormats.shortId(row.text("session_id")),
                  result(row.tree("recorded")),
                  row.flag("same") ? "the same" : result(row.tree("under_policy")),
                  DisplayFormats.truncate(row.text("task"), 50))
              .stripTrailing());
      differences(lines, "+", "blocking:", row.trees("in_the_way"));
      differences(lines, "-", "unblocked:", row.trees("no_longer_in_the_way"));
    }
    for (JsonNode skipped : answer.trees("skipped")) {
      String id = DisplayFormats.shortId(skipped.text("session_id"));
      lines.add(String.format(Locale.ROOT, "%-5s skipped: %s", id, skipped.text("message")));
    }
    lines.add(
        DisplayFormats.plural(answer.number("counted"), "session")
            + " counted again, "
            + answer.number("changed")
            + " would have ended otherwise, "
            + answer.trees("skipped").size()
            + " skipped.");
    return lines;
  }

  private static String result(JsonNode result) {
    return result.map().isEmpty()
        ? "no round"
        : result.text("tally") + ", round " + result.number("round");
  }

  private static void differences(
      List<String> lines, String sign, String what, List<JsonNode> blockers) {
    for (JsonNode blocker : blockers.stream().limit(DIFFERENCES_MAX).toList()) {
      String finding = blocker.has("finding") ? " " + blocker.text("finding") : "";
      String detail = DisplayFormats.truncate(blocker.text("detail"), DETAIL_MAX);
      lines.add(
          String.format(
              Locale.ROOT,
              "      %s %-11s %s%s (%s) %s",
              sign,
              what,
              blocker.text("peer"),
              finding,
              blocker.text("code"),
              detail));
    }
    if (blockers.size() > DIFFERENCES_MAX) {
      String rest =
          blockers.stream()
              .skip(DIFFERENCES_MAX)
              .map(blocker -> blocker.text("peer"))
              .distinct()
              .collect(Collectors.joining(", "));
      lines.add("      " + sign + " and " + (blockers.size() - DIFFERENCES_MAX) + " more: " + rest);
    }
  }
}
