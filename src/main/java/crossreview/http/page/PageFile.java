package crossreview.http.page;

/**
 * One file of the page.
 *
 * @param bytes as they are written
 * @param zipped the same bytes as a gzip stream
 */
public record PageFile(String mediaType, byte[] bytes, byte[] zipped) {}
