package crossreview.review;

/**
 * How many reviews a daemon has at one moment.
 *
 * @param running those that are carried out
 * @param waiting those that wait for a place or for memory
 */
public record ReviewLoad(int running, int waiting) {}
