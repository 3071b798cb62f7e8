package crossreview.peer.builtin;

import crossreview.peer.Ask;
import crossreview.peer.builtin.Change.ChangedFile;
import crossreview.peer.builtin.DiffReader.Result.Broken;
import java.util.Optional;

/** A rule as somebody who can be asked: reads the material, file by file, and answers. */
final class Reviewer implements Work {
  private final Rule rule;

  Reviewer(Rule rule) {
    this.rule = rule;
  }

  @Override
  public String answer(Ask.Material material, Watch watch) {
    Change change = Change.of(material.artifact(), material.text());
    Flaws flaws = new Flaws();
    Optional<Broken> broken = change.broken();
    if (broken.isPresent()) {
      rule.broken(change, broken.get(), flaws);
    } else {
      files(change, flaws, watch);
      rule.whole(change, flaws);
    }
    return Answer.of(material, change, flaws.all());
  }

  private void files(Change change, Flaws flaws, Watch watch) {
    int read = 0;
    for (ChangedFile file : change.files()) {
      flaws.begin(file);
      rule.file(file, flaws);
      watch.read(++read, change.files().size());
    }
  }
}
