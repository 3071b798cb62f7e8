package crossreview.operation.admin;

import crossreview.model.Digest;
import crossreview.model.run.PanelMember;
import java.util.List;
import java.util.Map;

/**
 * What the daemon says about itself.
 *
 * @param dataDir shown to operators only
 * @param panels members by panel, in order
 * @param limits by setting name
 * @param configDigest names all settings in force
 */
public record ServerFacts(
    String version,
    String dataDir,
    String defaultPanel,
    String defaultMode,
    Map<String, List<PanelMember>> panels,
    Map<String, Object> limits,
    Digest configDigest) {}
