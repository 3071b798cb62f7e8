package crossreview.cli.command;

import java.util.List;

/** Commands that ask a daemon, one line each. */
final class AskingCommands {
  static final String ID = "0190b5f0-0000-7000-8000-000000000001";

  static final List<String> ALL =
      List.of(
          "review change.txt",
          "review --session " + ID,
          "watch",
          "watch " + ID,
          "sessions",
          "show " + ID,
          "show abcd",
          "show " + ID + " --report",
          "show " + ID + " --output agent=-",
          "verify " + ID,
          "receipt " + ID,
          "cancel " + ID,
          "apply " + ID,
          "fixes " + ID,
          "exclude " + ID + " big.txt --reason generated",
          "open",
          "open " + ID + " --role reader",
          "open --list",
          "open --end abc",
          "invite " + ID + ".r1-a eve",
          "call",
          "call session_list",
          "whatif --policy policy.json",
          "checklist " + ID,
          "answer " + ID + " f1 satisfied",
          "judge " + ID + " f1 --by bob",
          "rebut " + ID + " f1 wrong",
          "prove " + ID + " f1 --by tests",
          "diff " + ID + " " + ID,
          "fork " + ID + " --round 1",
          "cluster",
          "webhooks",
          "reload",
          "config diff",
          "gate --base main",
          "ci --base main",
          "peers independence",
          "mcp",
          "stdio");

  private AskingCommands() {}
}
