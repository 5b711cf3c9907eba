# Golden numbers for tests/evidence/test_pooling.py, computed by R's metafor package. Run by hand, from the repository's top:
#
#     Rscript benchmarks/evidence/golden/make_pooling.R        (Debian: r-base-core r-cran-metafor r-cran-jsonlite)
#
# Writes tests/golden/metafor_pooling.json, the counts included, so that the tests need no R. The counts are made up.

suppressPackageStartupMessages(library(metafor))
library(jsonlite)

studies <- function(...) {
  pairs <- matrix(c(...), nrow = 2)
  data.frame(x = pairs[1, ], n = pairs[2, ])
}

SETS <- list(
  two_studies = studies(6, 20, 11, 25),
  # closer to each other than chance alone would have them: no variance between them, Hartung-Knapp below the plain error
  of_one_mind = studies(8, 20, 9, 22, 15, 40, 13, 31, 20, 52),
  the_same_four_times = studies(5, 20, 5, 20, 5, 20, 5, 20),
  # no variance between them, though they differ by almost as much as chance allows
  almost_by_chance = studies(4, 20, 9, 24, 10, 22, 12, 40, 7, 33),
  far_apart = studies(2, 40, 30, 40, 12, 35, 38, 45, 5, 50),
  none_and_all = studies(0, 12, 12, 12, 6, 20, 9, 31),
  hardly_any = studies(0, 15, 1, 30, 2, 25, 0, 8, 4, 19),
  nobody_at_all = studies(0, 15, 0, 30, 0, 9),
  three_small_ones = studies(3, 9, 4, 11, 8, 10),
  large_beside_small = studies(210, 400, 9, 12, 3, 20, 50, 130, 7, 7),
  ten_studies = studies(14, 19, 20, 42, 5, 31, 9, 28, 33, 90, 2, 17, 12, 26, 40, 61, 6, 24, 18, 55)
)

# Half a patient is added to each side of every study. Logits are turned back into shares here.
effects <- function(set) escalc(measure = "PLO", xi = x, ni = n, data = set, add = 1/2, to = "all")
paule_mandel <- function(set, test) {
  rma(yi, vi, data = effects(set), method = "PM", test = test, control = list(tol = 1e-13, maxiter = 1000))
}
share <- function(logits) plogis(as.numeric(logits))
exact <- function(set) Map(function(x, n) as.numeric(binom.test(x, n)$conf.int), set$x, set$n)

golden <- function(set) {
  bare <- paule_mandel(set, "knha")    # Hartung and Knapp's error as it comes out
  floored <- paule_mandel(set, "adhoc") # never below the plain error
  ahead <- predict(floored, pi.type = "riley") # t with k - 2 degrees of freedom, as Higgins and Riley have it
  usual <- predict(floored)            # metafor's own: t with k - 1
  list(
    x = set$x, n = set$n, exact = unname(exact(set)),
    tau2 = unbox(floored$tau2),
    mean = unbox(share(floored$beta)),
    hartung_knapp = share(c(bare$ci.lb, bare$ci.ub)),
    hartung_knapp_floored = share(c(floored$ci.lb, floored$ci.ub)),
    degrees_of_freedom = unbox(floored$ddf),
    prediction = share(c(ahead$pi.lb, ahead$pi.ub)),
    prediction_degrees_of_freedom = unbox(ahead$pi.ddf),
    prediction_by_default = share(c(usual$pi.lb, usual$pi.ub)),
    q = unbox(floored$QE),
    i2_of_q = unbox(rma(yi, vi, data = effects(set), method = "EE")$I2),
    i2_of_tau2 = unbox(floored$I2)
  )
}

versions <- list(R = unbox(paste(R.version$major, R.version$minor, sep = ".")),
                 metafor = unbox(as.character(packageVersion("metafor"))))
answer <- list(made_by = unbox("benchmarks/evidence/golden/make_pooling.R"), versions = versions, sets = lapply(SETS, golden))
writeLines(toJSON(answer, pretty = TRUE, digits = NA, na = "null", null = "null"), "tests/golden/metafor_pooling.json")
