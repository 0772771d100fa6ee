/** Does it fit? Sizes of common cards, in GB of 10⁹ bytes as everything here. */

export const CARD_SIZES = [8, 12, 16, 24, 40, 48, 80] as const;

/** Whether a total fits on a card, and by how much. */
export interface Fit {
  card: number;
  fits: boolean;
  /** Bytes left over; negative when they are missing. */
  spare: number;
  /** Fewest cards that would hold the total, were it divisible at will. */
  cards: number;
}

/** How `bytes` fits on a card of `card` GB. */
export function fitOn(bytes: number, card: number): Fit {
  const spare = card * 1e9 - bytes;
  return { card, fits: spare >= 0, spare, cards: Math.max(1, Math.ceil(bytes / (card * 1e9))) };
}

/** The smallest card that holds `bytes`; undefined when none does. */
export function smallestCard(bytes: number): number | undefined {
  return CARD_SIZES.find((card) => fitOn(bytes, card).fits);
}
