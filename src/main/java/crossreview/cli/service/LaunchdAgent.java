package crossreview.cli.service;

import java.util.List;

/**
 * An agent of launchd ({@code launchd.plist(5)}) for the daemon of a user on macOS. Pure.
 *
 * @param command the program and its arguments
 * @param log where stdout and stderr go
 */
record LaunchdAgent(List<String> command, String log) {

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        <dict>
          <key>Label</key>
          <string>crossreview</string>
          <key>ProgramArguments</key>
          <array>
        """);
    command.forEach(word -> text.append("    ").append(string(word)).append('\n'));
    text.append("  </array>\n");
    text.append("  <key>RunAtLoad</key>\n  <true/>\n");
    text.append("  <key>KeepAlive</key>\n");
    text.append("  <dict>\n    <key>SuccessfulExit</key>\n    <false/>\n  </dict>\n");
    text.append("  <key>Umask</key>\n  <integer>63</integer>\n"); // 0077
    for (String stream : List.of("StandardOutPath", "StandardErrorPath")) {
      text.append("  <key>").append(stream).append("</key>\n  ").append(string(log)).append('\n');
    }
    return text.append("</dict>\n</plist>\n").toString();
  }

  private static String string(String value) {
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<string>" + escaped + "</string>";
  }
}
