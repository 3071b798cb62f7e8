package crossreview.operation;

import crossreview.model.run.PanelMember;
import java.util.List;
import java.util.Optional;

/** The panels of the settings. Immutable, any thread. */
public interface PanelCatalog {
  /** The members of a named panel, in order. */
  Optional<List<PanelMember>> panel(String name);

  List<String> panelNames();

  String defaultPanel();

  /** Fewer independent votes of a panel are called so. */
  double independenceFloor();
}
