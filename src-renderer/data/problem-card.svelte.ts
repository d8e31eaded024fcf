/** Leads from the window's foot to the files that could not be used: asked for there, met once the card is drawn. */
class ProblemCard {
  wanted = $state(false)
}

export const problemCard = new ProblemCard()
