package crossreview.operation.admin;

import crossreview.codec.FieldRules.Description;
import crossreview.settings.reload.ReloadScope;
import crossreview.settings.reload.SettingChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A setting in which the file differs from what is in force, as operators see it. */
record ChangeRow(
    @Description("The setting; a peer is named by its id.") String setting,
    @Description(
            "Its value in force, as JSON; absent where it has none, or is not shown, as a key.")
        @Nullable String running,
    @Description(
            "Its value in the file, as JSON; absent where it has none, or is not shown, as a key.")
        @Nullable String file,
    @Description("What puts it in force: a reload or a restart.") ReloadScope takes) {
  static List<ChangeRow> of(List<SettingChange> changes) {
    return changes.stream()
        .map(
            change -> new ChangeRow(change.path(), change.running(), change.file(), change.scope()))
        .toList();
  }
}
