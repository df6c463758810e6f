package dev.cachekit.steps;

import dev.cachekit.steps.app.Home;
import dev.cachekit.steps.app.Home.Line;
import java.util.Collections;
import java.util.List;

/** What is asked of the application to see what a step is good for. The statements it takes are the same each time. */
enum Load {
    /** Read again and again, beginning without anything in the caches. */
    REPEATED("2 readers, each page 300 times, 4 at a time") {
        @Override
        void run(Reads reads) {
            reads.pages(
                    Collections.nCopies(300, Village.readers(2)).stream()
                            .flatMap(List::stream)
                            .toList(),
                    4);
        }
    },

    /** Somebody changes their name, and a follower looks at once. */
    RENAMES("150 times a user is renamed and a follower reads") {
        @Override
        void prepare(Home home) {
            Village.readers(Village.READERS).forEach(home::page);
        }

        @Override
        void run(Reads reads) {
            for (int n = 0; n < 150; n++) {
                long reader = 1 + n % Village.READERS;
                long author = Village.followedBy(reader);
                String name = "Renamed " + n;
                reads.home().people().rename(author, name);
                reads.check(reads.page(reader).stream()
                        .map(Line::author)
                        .filter(card -> card.id() == author)
                        .allMatch(card -> card.displayName().equals(name)));
            }
        }
    },

    /** Nothing is in the caches, and nobody reads twice. */
    COLD("100 readers, each page once, one after the other") {
        @Override
        void run(Reads reads) {
            reads.pages(Village.readers(Village.READERS), 1);
        }
    },

    /** Many want the same at the same moment, and the caches do not have it. */
    HERD("10 cold pages, 200 readers of each at once") {
        @Override
        void prepare(Home home) {
            home.people().cards(Village.writers());
        }

        @Override
        void run(Reads reads) {
            Village.readers(10).forEach(reader -> reads.pages(Collections.nCopies(200, reader), 200));
        }
    },

    /** Somebody writes, and a follower looks at once. */
    POSTS("150 times a user posts and a follower reads") {
        @Override
        void prepare(Home home) {
            Village.readers(Village.READERS).forEach(home::page);
        }

        @Override
        void run(Reads reads) {
            for (int n = 0; n < 150; n++) {
                long reader = 1 + n % Village.READERS;
                String body = "News " + n;
                reads.home().posts().post(Village.followedBy(reader), body);
                reads.check(reads.page(reader).get(0).post().body().equals(body));
            }
        }
    },

    /** All is in the caches. */
    HOT("100 readers, each page 100 times, 2 at a time, all of it cached") {
        @Override
        void prepare(Home home) {
            Village.readers(Village.READERS).forEach(home::page);
        }

        @Override
        void run(Reads reads) {
            reads.pages(
                    Collections.nCopies(100, Village.readers(Village.READERS)).stream()
                            .flatMap(List::stream)
                            .toList(),
                    2);
        }
    };

    private final String description;

    Load(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** What comes before, and is not measured. */
    void prepare(Home home) {}

    abstract void run(Reads reads);
}
