package crossreview.review.prompt;

import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.peer.PeerRequest.RequestMaterial;
import crossreview.prompt.PromptInput;
import crossreview.session.Session;
import java.util.stream.Stream;

/** What a call of a session is about, as values for peers that do not read the prompt. */
public final class PeerMaterial {
  private PeerMaterial() {}

  public static RequestMaterial of(Session session, PromptInput promptInput) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    return new RequestMaterial(
        promptInput.task(),
        promptInput.focus(),
        promptInput.artifact(),
        promptInput.text(),
        submitted == null ? null : submitted.change(),
        promptInput.own(),
        Stream.concat(
                promptInput.promptNotes().answered().stream(),
                promptInput.promptNotes().overruled().stream())
            .toList(),
        promptInput.others(),
        promptInput.promptNotes().suppressions());
  }
}
