package crossreview.report;

import static crossreview.report.MarkdownBuilder.text;

import crossreview.model.material.UnsupportedClaim;
import crossreview.session.Session;

/** What the caller stated that nothing attached showed when the last run began. Pure. */
final class ClaimSection {
  private ClaimSection() {}

  static void write(MarkdownBuilder out, Session session) {
    if (!session.hasRun() || session.run().claims().isEmpty()) {
      return;
    }
    out.heading("Stated without evidence");
    out.line("When run " + session.run().id() + " began, nothing attached showed:");
    out.line();
    for (UnsupportedClaim claim : session.run().claims()) {
      out.line(
          "- ",
          text(claim.text()),
          " (" + claim.kind().wireName() + ", ",
          text(claim.place()),
          ")");
    }
  }
}
