package dev.cachekit.sample.reaction;

import dev.cachekit.annotation.Invalidate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Saves how many like a post. */
@Service
public class LikeSaver {

    private final ReactionRows rows;

    LikeSaver(ReactionRows rows) {
        this.rows = rows;
    }

    /** Counts anew, so that whatever a counter has missed is in the number. */
    @Transactional
    @Invalidate(cache = "saved-likes", key = "#postId")
    public void save(long postId) {
        rows.save(postId);
    }
}
